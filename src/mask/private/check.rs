//! Digits or letters in, yes or no out: the check rules by which numbers of the world prove themselves.

fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> + '_ {
    text.bytes().filter(u8::is_ascii_digit).map(|b| u32::from(b - b'0'))
}

/// Payment cards, IMEI, Canadian SIN, Swedish personal number (Luhn 1960).
pub fn luhn(number: &str) -> bool {
    let sum: u32 = digits(number)
        .rev()
        .enumerate()
        .map(|(i, d)| {
            if i % 2 == 0 {
                d
            } else if d > 4 {
                d * 2 - 9
            } else {
                d * 2
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether a card scheme gives out numbers with that beginning and length.
pub fn card_scheme(number: &str) -> bool {
    let head = |n: usize| number.get(..n).and_then(|h| h.parse::<u32>().ok()).unwrap_or(0);
    match number.len() {
        13 => head(1) == 4,
        14 => matches!(head(2), 30 | 36 | 38 | 39),
        15 => matches!(head(2), 34 | 37) || matches!(head(4), 1800 | 2131),
        16 => matches!(head(1), 4 | 6) || matches!(head(2), 22..=27 | 35 | 50..=59 | 81),
        12 | 17..=19 => matches!(head(1), 4 | 6) || matches!(head(2), 50 | 56..=58),
        _ => false,
    }
}

/// International bank account number: ISO 7064 mod 97-10.
pub fn iban(code: &str) -> bool {
    if !(15..=34).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return false;
    }
    let (head, rest) = code.split_at(4);
    let shaped =
        head.as_bytes()[..2].iter().all(u8::is_ascii_alphabetic) && head[2..].bytes().all(|b| b.is_ascii_digit());
    let rest = rest.bytes().chain(head.bytes()).fold(0u32, |sum, b| match b {
        b'0'..=b'9' => (sum * 10 + u32::from(b - b'0')) % 97,
        _ => (sum * 100 + u32::from(b.to_ascii_uppercase() - b'A') + 10) % 97,
    });
    shaped && rest == 1
}

/// Sum of digits times weights.
fn weighted(number: &str, weights: &[u32]) -> u32 {
    digits(number).zip(weights).map(|(d, w)| d * w).sum()
}

/// US social security number: no area 000, 666 or 900 and above, no group 00, no serial 0000.
pub fn ssn(number: &str) -> bool {
    number.len() == 9
        && !matches!(&number[..3], "000" | "666")
        && !number.starts_with('9')
        && &number[3..5] != "00"
        && &number[5..] != "0000"
}

/// UK health number: mod 11.
pub fn nhs(number: &str) -> bool {
    let rest = 11 - weighted(&number[..number.len().min(9)], &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    number.len() == 10 && rest != 10 && digits(number).next_back() == Some(rest % 11)
}

/// Brazilian CPF: two mod 11 digits.
pub fn cpf(number: &str) -> bool {
    let check = |n: usize| {
        let weights: Vec<u32> = (2..=n as u32 + 1).rev().collect();
        (weighted(number, &weights) * 10 % 11) % 10
    };
    number.len() == 11 && digits(number).nth(9) == Some(check(9)) && digits(number).nth(10) == Some(check(10))
}

/// Polish PESEL.
pub fn pesel(number: &str) -> bool {
    number.len() == 11 && weighted(number, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]).is_multiple_of(10)
}

/// French NIR: the last two digits are 97 minus the rest of the others.
pub fn nir(number: &str) -> bool {
    let Some((body, key)) = number.split_at_checked(13) else { return false };
    match (body.parse::<u64>(), key.parse::<u64>()) {
        (Ok(body), Ok(key)) => key > 0 && key == 97 - body % 97,
        _ => false,
    }
}

/// Indian Aadhaar (Verhoeff 1969).
pub fn verhoeff(number: &str) -> bool {
    // Multiplication in the dihedral group of order 10, and the eight powers of Verhoeff's permutation.
    const fn times(a: u32, b: u32) -> u32 {
        match (a < 5, b < 5) {
            (true, true) => (a + b) % 5,
            (true, false) => 5 + (a + b - 5) % 5,
            (false, true) => 5 + (a - 5 + 5 - b) % 5,
            (false, false) => (a + 5 - b) % 5,
        }
    }
    const TURN: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let turned = |place: usize, d: u32| (0..place % 8).fold(d, |d, _| TURN[d as usize]);
    digits(number).rev().enumerate().fold(0, |sum, (place, d)| times(sum, turned(place, d))) == 0
}

/// Spanish DNI (8 digits and a letter) and NIE (X, Y or Z, 7 digits and a letter).
pub fn dni(code: &str) -> bool {
    let upper = code.to_ascii_uppercase().replacen('X', "0", usize::from(code.starts_with(['X', 'x'])));
    let upper = match upper.as_bytes().first() {
        Some(b'Y') => upper.replacen('Y', "1", 1),
        Some(b'Z') => upper.replacen('Z', "2", 1),
        _ => upper,
    };
    let Some((number, letter)) = upper.split_at_checked(8) else { return false };
    let wanted = number.parse::<usize>().ok().and_then(|n| "TRWAGMYFPDXBNJZSQVHLCKE".as_bytes().get(n % 23));
    letter.len() == 1 && letter.as_bytes().first() == wanted
}

/// UK national insurance number: two letters, six digits, A to D.
pub fn nino(code: &str) -> bool {
    let b = code.as_bytes();
    b.len() == 9
        && b[..2].iter().all(u8::is_ascii_alphabetic)
        && b[2..8].iter().all(u8::is_ascii_digit)
        && matches!(b[8].to_ascii_uppercase(), b'A'..=b'D')
}

/// UK postcode, in its two halves.
pub fn uk_postcode(out: &str, inward: &str) -> bool {
    let (o, i) = (out.as_bytes(), inward.as_bytes());
    let outward = matches!(o.len(), 2..=4)
        && o[0].is_ascii_uppercase()
        && o.iter().any(u8::is_ascii_digit)
        && o.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    outward && i.len() == 3 && i[0].is_ascii_digit() && i[1..].iter().all(u8::is_ascii_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_prove_themselves() {
        assert!(luhn("4111111111111111") && card_scheme("4111111111111111"));
        assert!(luhn("378282246310005") && card_scheme("378282246310005"));
        assert!(!luhn("4111111111111112"));
        assert!(iban("GB82WEST12345698765432") && iban("DE89370400440532013000") && iban("gb82west12345698765432"));
        assert!(!iban("GB82WEST12345698765433"));
        assert!(ssn("123456789") && !ssn("000456789") && !ssn("666456789") && !ssn("123006789"));
        assert!(nhs("9434765919") && !nhs("9434765918"));
        assert!(cpf("52998224725") && !cpf("52998224724"));
        assert!(pesel("44051401359") && !pesel("44051401358"));
        assert!(nir("255081416802538") && !nir("255081416802539"));
        assert!(verhoeff("2363") && !verhoeff("2364"));
        assert!(dni("12345678Z") && dni("X1234567L") && !dni("12345678A"));
        assert!(nino("QQ123456C") && !nino("QQ123456E"));
        assert!(uk_postcode("SW1A", "1AA") && !uk_postcode("SWAA", "1AA"));
    }
}
