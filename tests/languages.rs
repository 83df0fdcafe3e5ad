//! Calls in other languages than English: mined with `--language`, listed and left out without, told apart by themselves.

mod program;

use program::{Desk, Ran};

/// What is said in a language: rep's label, customer's label, opening, three questions, four complaints, and things that
/// differ from call to call.
struct Talk {
    code: &'static str,
    labels: [&'static str; 2],
    opening: &'static str,
    asks: [&'static str; 3],
    says: [&'static str; 4],
    asides: [&'static str; 8],
    /// Terms that must come out.
    terms: [&'static str; 3],
}

const TALKS: [Talk; 4] = [
    Talk {
        code: "es",
        labels: ["Agente", "Cliente"],
        opening: "Gracias por llamar a Aguaclara, ¿en qué puedo ayudarle?",
        asks: [
            "Entiendo, déjeme revisar. ¿Me puede dar el número de contrato?",
            "¿Desde cuándo le pasa eso?",
            "Lo anotamos.",
        ],
        says: [
            "Hola, llamo porque la factura duplicada sigue ahí.",
            "Me cobraron la factura duplicada en la tarjeta de crédito, y antes eran facturas duplicadas también.",
            "La aplicación no funciona cuando intento pagar.",
            "Me gustaría recibir un aviso antes del cobro.",
        ],
        asides: [
            "El gato maúlla.",
            "Llueve a cántaros.",
            "El vecino canta ópera.",
            "Mi hermana cocina lentejas.",
            "El tren pasa de largo.",
            "La abuela duerme.",
            "Los niños juegan al ajedrez.",
            "El perro persigue palomas.",
        ],
        terms: ["factura duplicada", "tarjeta de crédito", "no funciona"],
    },
    Talk {
        code: "fr",
        labels: ["Conseiller", "Cliente"],
        opening: "Merci de votre appel chez Eauclaire, comment puis-je vous aider ?",
        asks: [
            "Je comprends, je vérifie. Pouvez-vous me donner le numéro de contrat ?",
            "Depuis quand cela arrive-t-il ?",
            "C'est noté.",
        ],
        says: [
            "Bonjour, j'appelle parce que la facture impayée est encore là.",
            "On m'a prélevé la facture impayée sur la carte bancaire, et avant c'étaient des factures impayées aussi.",
            "L'application ne marche pas quand j'essaie de payer.",
            "J'aimerais recevoir une alerte avant le prélèvement.",
        ],
        asides: [
            "Le chat miaule.",
            "Il pleut des cordes.",
            "Le voisin chante l'opéra.",
            "Ma sœur prépare des lentilles.",
            "Le train file tout droit.",
            "La grand-mère dort.",
            "Les enfants jouent aux échecs.",
            "Le chien poursuit des pigeons.",
        ],
        terms: ["facture impayée", "carte bancaire", "application ne marche pas"],
    },
    Talk {
        code: "de",
        labels: ["Berater", "Kunde"],
        opening: "Vielen Dank für Ihren Anruf bei Klarwasser, wie kann ich Ihnen helfen?",
        asks: [
            "Ich verstehe, ich schaue nach. Können Sie mir die Vertragsnummer nennen?",
            "Seit wann passiert das?",
            "Das ist notiert.",
        ],
        says: [
            "Hallo, ich rufe an, weil die doppelte Rechnung noch da ist.",
            "Mir wurde die doppelte Rechnung vom Girokonto abgebucht, und vorher waren es auch doppelte Rechnungen.",
            "Die App funktioniert nicht, wenn ich bezahlen will.",
            "Ich hätte gern eine Benachrichtigung vor der Abbuchung.",
        ],
        asides: [
            "Die Katze miaut.",
            "Es gießt in Strömen.",
            "Der Nachbar singt Opern.",
            "Meine Schwester kocht Linsen.",
            "Der Zug fährt vorbei.",
            "Die Großmutter schläft.",
            "Die Kinder spielen Schach.",
            "Der Hund jagt Tauben.",
        ],
        terms: ["doppelte rechnung", "girokonto abgebucht", "app funktioniert nicht"],
    },
    Talk {
        code: "pt",
        labels: ["Atendente", "Cliente"],
        opening: "Obrigado por ligar para a Água Clara, em que posso ajudar?",
        asks: [
            "Entendo, vou verificar. Você pode me dar o número do contrato?",
            "Desde quando isso acontece?",
            "Está anotado.",
        ],
        says: [
            "Oi, estou ligando porque a conta duplicada continua aí.",
            "Cobraram a conta duplicada no cartão de crédito, e antes eram contas duplicadas também.",
            "O aplicativo não funciona quando tento pagar.",
            "Eu gostaria de receber um aviso antes da cobrança.",
        ],
        asides: [
            "O gato mia.",
            "Chove a cântaros.",
            "O vizinho canta ópera.",
            "Minha irmã cozinha lentilhas.",
            "O trem passa direto.",
            "A avó dorme.",
            "As crianças jogam xadrez.",
            "O cachorro persegue pombos.",
        ],
        terms: ["conta duplicada", "cartão de crédito", "não funciona"],
    },
];

impl Talk {
    fn call(&self, number: usize, labels: [&str; 2]) -> String {
        let aside = |n: usize| self.asides[(number * 3 + n * (number % 5 + 1)) % self.asides.len()];
        let [rep, customer] = labels;
        let mut call = format!("{rep}: {}\n", self.opening);
        for (n, said) in self.says.iter().enumerate() {
            call.push_str(&format!("{customer}: {said} {} {}\n", aside(n), aside(n + 3)));
            if let Some(asked) = self.asks.get(n) {
                call.push_str(&format!("{rep}: {asked}\n"));
            }
        }
        call
    }
}

/// A folder with five calls of each language.
fn folder() -> Desk {
    let desk = Desk::new();
    for talk in &TALKS {
        for number in 0..5 {
            desk.write(&format!("calls/{}{number}.txt", talk.code), talk.call(number, talk.labels).as_bytes());
        }
    }
    desk
}

#[test]
fn each_language_is_mined_for_terms_when_it_is_asked_for() {
    let desk = folder();
    for talk in &TALKS {
        let ran: Ran = desk.run(&["mine", "calls", "--language", talk.code, "--out", talk.code]).ends_with(0);
        ran.complains_of(&["terms and their quotes only"]);
        let terms = desk.table(&format!("{}/terms.csv", talk.code));
        for wanted in talk.terms {
            let row = terms.iter().find(|row| row["term"].to_lowercase().contains(wanted));
            let row = row.unwrap_or_else(|| panic!("{}: {wanted:?} is not in {terms:#?}", talk.code));
            assert_eq!((row["calls"].as_str(), row["codes"].as_str()), ("5", ""), "{row:?}");
            assert_eq!(row["background_lift"], "", "nobody has counted that language");
            assert!(row["quote"].to_lowercase().contains(wanted.split(' ').next().unwrap()), "{row:?}");
        }
        assert!(desk.table(&format!("{}/problems.csv", talk.code)).is_empty());
        for row in desk.table(&format!("{}/calls.csv", talk.code)) {
            let own = row["call"].starts_with(talk.code);
            assert_eq!(row["language"], row["call"][..2], "{row:?}");
            assert_eq!(row["counted"], if own { "yes" } else { "no" }, "{row:?}");
            assert!(own || row["reason"].contains(&format!("--language {} mines it", row["language"])), "{row:?}");
        }
    }
}

#[test]
fn forms_of_a_word_are_one_term() {
    let desk = Desk::new();
    let frames = [
        "Me llegó una factura duplicada ayer por correo.",
        "Otra vez tengo facturas duplicadas encima de la mesa.",
        "No entiendo esta factura duplicada de marzo.",
        "Siempre mandan facturas duplicadas a mi casa.",
    ];
    for (number, said) in frames.iter().enumerate() {
        let aside = TALKS[0].asides[number];
        let call = format!("Agente: ¿En qué puedo ayudarle hoy?\nCliente: {said} {aside}\nAgente: Lo revisamos.\n");
        desk.write(&format!("calls/{number}.txt"), call.as_bytes());
    }
    desk.run(&["mine", "calls", "--language", "es", "--out", "out"]).ends_with(0);
    let terms = desk.table("out/terms.csv");
    let row = terms.iter().find(|row| row["calls"] == "4").unwrap_or_else(|| panic!("{terms:#?}"));
    let whole = format!("{} | {}", row["term"], row["variants"]);
    assert!(whole.contains("factura duplicada") && whole.contains("facturas duplicadas"), "{whole}");
}

#[test]
fn without_labels_behaviour_tells_the_sides_or_nobody_is_taken_for_the_customer() {
    let desk = Desk::new();
    for talk in &TALKS {
        for number in 0..3 {
            let call = talk.call(number, ["Speaker 1", "Speaker 2"]);
            desk.write(&format!("calls/{}{number}.txt", talk.code), call.as_bytes());
        }
    }
    for talk in &TALKS {
        desk.run(&["mine", "calls", "--language", talk.code, "--out", talk.code]).ends_with(0);
        for row in desk.table(&format!("{}/calls.csv", talk.code)).iter().filter(|row| row["counted"] == "yes") {
            assert_eq!((row["customers"].as_str(), row["reps"].as_str()), ("Speaker 2", "Speaker 1"), "{row:?}");
        }
    }
}

#[test]
fn what_cannot_be_mined_yet_is_listed_and_says_so() {
    let desk = Desk::with_calls();
    desk.write(
        "calls/japanese.txt",
        "Agent: お電話ありがとうございます。どのようなご用件でしょうか。\n\
         Customer: 水道の請求書が二重に届いてしまったのですが、どうすればいいですか。\n\
         Agent: 確認いたしますので少々お待ちください。\n\
         Customer: お願いします。アプリも動きません。\n"
            .as_bytes(),
    );
    desk.write(
        "calls/thai.json",
        r#"[{"speaker":"Agent","text":"สวัสดีค่ะ มีอะไรให้ช่วยไหมคะ"},{"speaker":"Customer","text":"ใบแจ้งหนี้ค่าน้ำมาซ้ำสองครั้งและแอปใช้งานไม่ได้เลย"},{"speaker":"Agent","text":"ขอตรวจสอบสักครู่นะคะ"}]"#
            .as_bytes(),
    );
    desk.write(
        "calls/italian.txt",
        "Agent: Grazie per aver chiamato, come posso aiutarla oggi?\n\
         Customer: Buongiorno, chiamo perché la bolletta dell'acqua è arrivata due volte e non so perché.\n\
         Agent: Capisco, controllo subito. Mi può dare il numero del contratto per favore?\n\
         Customer: Sì, eccolo, però l'applicazione non funziona quando provo a pagare la bolletta.\n"
            .as_bytes(),
    );
    desk.run(&["mine", "calls", "--out", "out"]).ends_with(0);
    let rows = desk.table("out/calls.csv");
    for (call, language, reason) in [
        ("japanese.txt", "ja", "writes no blanks"),
        ("thai.json", "th", "writes no blanks"),
        ("italian.txt", "it", "no word lists"),
    ] {
        let row = rows.iter().find(|row| row["call"] == call).unwrap();
        assert_eq!((row["language"].as_str(), row["status"].as_str()), (language, "skipped"), "{row:?}");
        assert!(row["reason"].contains("not yet mined") && row["reason"].contains(reason), "{row:?}");
    }
    for code in ["ja", "it", "english"] {
        desk.run(&["mine", "calls", "--language", code])
            .ends_with(2)
            .complains_of(&["cannot be mined", "es, fr, de, pt"]);
    }
}

#[test]
fn a_codebook_of_ones_own_codes_another_language() {
    let desk = folder();
    desk.write("mine.codes", b"code problem\ncues 0.9\n  no funciona\n");
    desk.run(&["mine", "calls", "--language", "es", "--codebook", "mine.codes", "--out", "out"]).ends_with(0);
    let coded = desk.table("out/coded.csv");
    assert!(coded.len() == 5 && coded.iter().all(|row| row["code"] == "problem"), "{coded:#?}");
}
