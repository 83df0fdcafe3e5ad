# What one does here. `just` lists it; every line is also plain cargo.

# list what can be done
default:
    @just --list

# what a change must pass
ci:
    bash .ci/run

# all tests
test *ARGS:
    cargo test {{ARGS}}

# the sample calls, as a new user would mine them
mine:
    cargo run --release -- mine sample_transcripts

# put the program's own help and tables into README.md and METRICS.md
docs:
    ACCEPT=1 cargo test --test documents

# after a wanted change: read the diff, then accept the snapshots
accept:
    INSTA_UPDATE=always cargo test
    git diff --stat

# format and lint
tidy:
    cargo fmt
    cargo clippy --all-targets -- -D warnings
