#!/usr/bin/env python3
"""What other programs call the terms of the same calls: a phrase a line, best first.

    peers.py yake|tfidf|count FOLDER > list.txt      (pip install yake scikit-learn)

FOLDER holds calls as `Customer: text` lines; only these lines are read, so that the peers need not know who is who. The
list can then be scored with the measures that score ours: `evaluate.py --terms list.txt DATA intents`.
"""
import pathlib
import sys


def calls(folder):
    for path in sorted(pathlib.Path(folder).rglob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield " ".join(line.split(": ", 1)[1] for line in lines if line.startswith("Customer: "))


def by_yake(texts):
    """YAKE knows one document: all calls are one."""
    import yake

    found = yake.KeywordExtractor(lan="en", n=4, top=200).extract_keywords(" ".join(texts))
    return [phrase for phrase, _ in found]


def by_tfidf(texts):
    """Sum of TF-IDF over the calls, 1 to 4 words, said in three calls or more."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(ngram_range=(1, 4), min_df=3)
    sums = vectorizer.fit_transform(texts).sum(axis=0).A1
    names = vectorizer.get_feature_names_out()
    return [names[place] for place in sorted(range(len(names)), key=lambda place: (-sums[place], names[place]))[:200]]


def by_count(texts):
    """Number of calls, 2 to 4 words, English stop words taken out first, as many tutorials have it."""
    from sklearn.feature_extraction.text import CountVectorizer

    vectorizer = CountVectorizer(ngram_range=(2, 4), min_df=3, binary=True, stop_words="english")
    sums = vectorizer.fit_transform(texts).sum(axis=0).A1
    names = vectorizer.get_feature_names_out()
    return [names[place] for place in sorted(range(len(names)), key=lambda place: (-sums[place], names[place]))[:200]]


def main():
    methods = {"yake": by_yake, "tfidf": by_tfidf, "count": by_count}
    if len(sys.argv) != 3 or sys.argv[1] not in methods:
        sys.exit(__doc__)
    print("\n".join(methods[sys.argv[1]](list(calls(sys.argv[2])))))


if __name__ == "__main__":
    main()
