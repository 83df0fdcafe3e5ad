//! What the learned opinion says of a unit and how strong its cues are in, whether it has the code out.

/// How cues and learned opinion decide together on one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decider {
    /// How strong the cues must be for a row that the learned opinion would not make, in thousandths.
    stands: u16,
    /// Whether the opinion alone never makes one.
    needs_a_cue: bool,
}

/// Units of fewer words need a cue, be it ever so weak.
const SPOKEN_OUT: usize = 6;

impl Decider {
    /// How it is for a code of that name. What strong cues find stands, for the opinion has not heard every trade; a wish is
    /// said in few ways, which the cues know. A question has the form of one.
    pub fn of(code: &str) -> Self {
        match code {
            "question" => Decider { stands: 850, needs_a_cue: true },
            "wish" => Decider { stands: 700, needs_a_cue: false },
            _ => Decider { stands: 850, needs_a_cue: false },
        }
    }

    /// Whether a unit has the code, from what the opinion says, the strength of the cues together, and its words. A few
    /// words alone say little to one who knows only words: there a cue is needed.
    pub fn says(self, learned: bool, strength: u16, words: usize) -> bool {
        let formless = self.needs_a_cue || words < SPOKEN_OUT;
        strength >= self.stands || (learned && !(formless && strength == 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strong_cues_stand_and_weak_ones_need_the_opinion() {
        let problem = Decider::of("problem");
        assert!(problem.says(false, 900, 10) && !problem.says(false, 800, 10) && problem.says(true, 0, 10));
        assert!(Decider::of("wish").says(false, 700, 10));
    }

    #[test]
    fn a_question_and_a_few_words_need_a_cue() {
        assert!(!Decider::of("question").says(true, 0, 10) && Decider::of("question").says(true, 300, 10));
        assert!(!Decider::of("problem").says(true, 0, 5) && Decider::of("problem").says(true, 300, 5));
    }
}
