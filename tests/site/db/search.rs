//! The search finds the same on both databases: one corpus, one list of questions, one list of answers.

use benchside::db::dialect::{Document, holds_tokens, index, unindex};
use benchside::db::schema::search_document;
use benchside::db::{Engine, Store};
use benchside::kernel::ids::Id as _;
use benchside::kernel::{AnyId, OfferingId};
use benchside::words::tokens::tokens;
use diesel::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::open;
use crate::support::or_skip;

/// A letter, and the text that is found by it.
const CORPUS: &[(char, &str, &str)] = &[
    ('a', "en", "Aseptic filling: theory, then the line"),
    ('b', "fr", "Contrôle qualité des médicaments: CLHP, dosage d'endotoxines"),
    ('c', "ar", "التَّعبئة المُعقَّمة للأدوية القابلة للحقن"),
    ('d', "zh", "无菌灌装与生产质量管理规范"),
    ('e', "ja", "バイオ医薬品の品質管理 GMP"),
    ('f', "ko", "의약품 제조 및 품질관리"),
    ('g', "en", "mRNA, pDNA and LNP; WHO TRS 1044 Annex 2; 21 CFR 211.113(b)"),
    ('h', "sw", "Ujazaji tasa wa dawa za sindano"),
    ('i', "en", "filling out forms \"as is\"; DROP TABLE search_document; --"),
    ('j', "am", "ንፁህ ክፍል ሙሌት"),
    ('k', "hi", "बाँझ भराई की गुणवत्ता"),
    ('l', "th", "การบรรจุปลอดเชื้อ"),
    ('m', "th", "การ บรรจุ"),
    ('n', "el", "Ο ποιοτικός έλεγχος"),
    ('o', "vi", "Đào tạo sản xuất vắc xin"),
    ('p', "de", "Großraum, Straße, Füllstoffe, ﬁlter"),
    ('q', "en", ""),
    ('r', "en", "AND or NOT near near/2 NULL true"),
    // a vowel sign is a part of its word and no gap between two
    ('s', "th", "กุข"),
    ('t', "th", "ก ข"),
];

/// What is asked, and what is found.
const QUESTIONS: &[(&str, &str)] = &[
    ("aseptic", "a"),
    ("Aseptic Filling", "a"),
    ("fil", "aip"),
    ("fil line", ""),
    ("line fil", "a"),
    ("filling", "ai"),
    ("fill ing", ""),
    ("septic", ""),
    ("controle qualite", "b"),
    ("CONTRÔLE QUALITÉ", "b"),
    ("medicam", "b"),
    ("d'endotox", "b"),
    ("التعبئة", "c"),
    ("تعبئة", ""),
    ("المعقمة", "c"),
    ("الم", "c"),
    ("无菌", "d"),
    ("灌装", "d"),
    ("无菌灌装", "d"),
    ("菌装", ""),
    ("品質管理", "e"),
    ("質量", ""),
    ("품질", "f"),
    ("mrna lnp", "g"),
    ("1044", "g"),
    ("104", "g"),
    ("211.113", "g"),
    ("113 b", "g"),
    ("sindano", "h"),
    ("ሙሌት", "j"),
    ("भराई", "k"),
    ("गुण", "k"),
    ("การบรรจุปลอดเชื้อ", "l"),
    ("การบรรจุ", "l"),
    ("บรรจุ", "m"),
    ("กุข", "s"),
    ("ก ข", "t"),
    ("έλεγχος", "n"),
    ("ΈΛΕΓΧΟΣ", "n"),
    ("ποιοτικος", "n"),
    ("vắc xin", "o"),
    ("vac", "o"),
    ("straße", "p"),
    ("filter", "p"),
    ("and", "gr"),
    ("or not", "r"),
    ("near null", "r"),
    // what tries to be more than words
    ("' OR '1'='1", ""),
    ("\" OR \"\"", "r"),
    ("fil* OR a*", ""),
    ("drop table search_document", "i"),
    ("filling & !line", "a"),
    ("near/2", "r"),
    ("tokens:filling", ""),
    ("{filling}", "ai"),
    ("^filling", "ai"),
    ("filling\\", "ai"),
    ("filling\u{0}", "ai"),
    ("fill:*", "ai"),
    ("💊", "*"),
    ("", "*"),
    ("  ,;  ", "*"),
];

fn document(letter: char) -> AnyId {
    AnyId::of(OfferingId::new(Uuid::from_u128(u128::from(letter))))
}

async fn fill(store: &Store) {
    store
        .write(|db| {
            for (letter, language, text) in CORPUS {
                let found = Document {
                    kind: "offering",
                    id: document(*letter),
                    language,
                    tokens: tokens(text).join(" "),
                };
                index(db, &found)?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

/// The letters of what is found, in order; a star where there was nothing to look for.
async fn found(store: &Store, question: &str) -> String {
    let Some(filter) = holds_tokens(&tokens(question)) else {
        return "*".to_owned();
    };
    let ids = store
        .read(move |db| {
            let select = search_document::table
                .select(search_document::entity_id)
                .order(search_document::entity_id);
            Ok(select.filter(filter).load::<AnyId>(db)?)
        })
        .await;
    let ids = ids.unwrap_or_else(|error| panic!("{question:?}: {error}"));
    CORPUS
        .iter()
        .map(|(letter, ..)| *letter)
        .filter(|letter| ids.contains(&document(*letter)))
        .collect()
}

#[rstest]
#[actix_web::test]
async fn one_corpus_gives_one_list_of_answers(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    fill(&store).await;
    let mut wrong = Vec::new();
    for (question, expected) in QUESTIONS {
        let given = found(&store, question).await;
        if given != *expected {
            wrong.push(format!("{question:?} finds {given:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every word of the corpus finds its text, whole and by its beginning, and the two databases never differ.
#[actix_web::test]
async fn every_word_and_every_beginning_finds_the_same_on_both() {
    let (sqlite, _one) = open(Engine::Sqlite).expect("SQLite is always there");
    let (postgres, _other) = or_skip!(open(Engine::Postgres));
    fill(&sqlite).await;
    fill(&postgres).await;
    for (letter, _, text) in CORPUS {
        for word in tokens(text) {
            for length in 1..=word.chars().count() {
                let beginning: String = word.chars().take(length).collect();
                let given = found(&sqlite, &beginning).await;
                assert_eq!(given, found(&postgres, &beginning).await, "{beginning:?} of {word:?}");
                assert!(given.contains(*letter), "{beginning:?} does not find {text:?}");
            }
        }
    }
}

#[rstest]
#[actix_web::test]
async fn what_is_indexed_anew_or_taken_out_is_not_found_as_it_was(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    fill(&store).await;
    let write = |language: &'static str, text: &'static str| {
        store.write(move |db| {
            let tokens = tokens(text).join(" ");
            index(
                db,
                &Document {
                    kind: "offering",
                    id: document('a'),
                    language,
                    tokens,
                },
            )
        })
    };
    write("en", "Gowning").await.unwrap();
    assert_eq!(
        (found(&store, "aseptic").await, found(&store, "gowning").await),
        (String::new(), "a".to_owned())
    );
    write("fr", "Habillage").await.unwrap();
    assert_eq!(
        (found(&store, "gowning").await, found(&store, "habillage").await),
        ("a".to_owned(), "a".to_owned())
    );
    store.write(|db| unindex(db, "offering", document('a'), Some("en"))).await.unwrap();
    assert_eq!(
        (found(&store, "gowning").await, found(&store, "habillage").await),
        (String::new(), "a".to_owned())
    );
    store.write(|db| unindex(db, "slot", document('a'), None)).await.unwrap();
    assert_eq!(found(&store, "habillage").await, "a", "another kind of thing");
    store.write(|db| unindex(db, "offering", document('a'), None)).await.unwrap();
    assert_eq!(found(&store, "habillage").await, "");
}

/// Words without end and questions without end are answered, and answered alike.
#[rstest]
#[actix_web::test]
async fn nothing_is_too_long_to_be_looked_for(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (store, _database) = or_skip!(open(engine));
    let long = |count: usize| "ab".repeat(count);
    let text = format!("{} filling", long(2000));
    store
        .write(move |db| {
            let tokens = tokens(&text).join(" ");
            index(
                db,
                &Document {
                    kind: "offering",
                    id: document('a'),
                    language: "en",
                    tokens,
                },
            )
        })
        .await
        .unwrap();
    assert_eq!(found(&store, "filling").await, "a");
    for count in [10, 40, 1000, 2000] {
        assert_eq!(found(&store, &long(count)).await, "a", "{count}");
    }
    assert_eq!(found(&store, &"无菌灌装".repeat(200)).await, "");
    let many: Vec<String> = (0..600).map(|number| format!("w{number}")).collect();
    assert_eq!(found(&store, &many.join(" ")).await, "");
    let filling: Vec<&str> = std::iter::repeat_n("filling", 600).collect();
    assert_eq!(found(&store, &filling.join(" ")).await, "a");
}
