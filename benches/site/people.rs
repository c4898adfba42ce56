//! What comparing the records of people costs: the hourly search for those that may be one person.

use benchside::kernel::UtcTime;
use benchside::kernel::clock::seeded_id;
use benchside::people::duplicates::{Record, find};

const FIRST: [&str; 10] = [
    "ama", "kofi", "mohamed", "fatou", "salma", "awa", "joseph", "amina", "youssef", "grace",
];
const LAST: [&str; 10] = [
    "serwaa", "mensah", "benali", "ndiaye", "sarr", "mwangi", "diallo", "traore", "okafor", "haddad",
];

fn records(count: usize) -> Vec<Record> {
    let now = UtcTime::new(chrono::DateTime::UNIX_EPOCH);
    (0..count)
        .map(|number| {
            let name = format!("{} x{:03} {}", FIRST[number % 10], number / 10 % 700, LAST[number / 7 % 10]);
            Record {
                country: ["GHA", "TUN", "KEN"][number % 3].parse().ok(),
                birth_year: Some(1960 + i32::try_from(number % 40).expect("small")),
                ..Record::new(seeded_id(1, 1, number as u64, now), &name)
            }
        })
        .collect()
}

#[divan::bench(args = [1_000, 10_000], sample_count = 5, sample_size = 1)]
fn duplicates(bencher: divan::Bencher<'_, '_>, count: usize) {
    let records = records(count);
    bencher.bench_local(|| find(divan::black_box(&records)));
}
