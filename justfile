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

# one call of 200 MB
large:
    cargo test --release --test hostile -- --ignored

# the sample calls, as a new user would mine them
mine:
    cargo run --release -- mine sample_transcripts

# the whole run beside a plain counter of n-grams (see benches/whole_run.py), and stage by stage
bench COUNTER FOLDER:
    cargo build --release
    python3 benches/whole_run.py target/release/overheard {{COUNTER}} {{FOLDER}}
    cargo bench --bench stages

# put the program's own help and tables into README.md and METRICS.md
docs:
    ACCEPT=1 cargo test --test documents

# after a wanted change: read the diff, then accept the snapshots
accept:
    ACCEPT=1 INSTA_UPDATE=always cargo test
    git diff --stat

# format and lint
tidy:
    cargo fmt
    cargo clippy --all-targets -- -D warnings

# reading alone, megabytes a second by format; 100 MB of each is 1 GB
bench-reading MEGABYTES="20":
    cargo bench --bench reading -- {{MEGABYTES}}

# fuzz one target (read_any, read_as, unpack); needs nightly Rust and cargo-fuzz
fuzz TARGET="read_as" *ARGS:
    cargo +nightly fuzz run {{TARGET}} {{ARGS}}
