//! Random numbers from a seed, the same on every machine and in every version.
//!
//! The generator is SplitMix64 (Steele, Lea and Flood, 2014). It is not suited to secrets.

/// A source of numbers.
#[derive(Clone, Debug)]
pub struct Draws(u64);

impl Draws {
    /// The numbers of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number below `end`, all equally likely; zero if `end` is zero.
    pub fn below(&mut self, end: u64) -> u64 {
        // The upper half of a product of 64 by 64 bits. For the ends in use, the probabilities differ by less than
        // 2^-32.
        u64::try_from((u128::from(self.bits()) * u128::from(end)) >> 64).unwrap_or_default()
    }

    /// A number from one to another, both included.
    pub fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.below(to.saturating_sub(from).saturating_add(1))
    }

    /// Weights that add up to [`WHOLE`]; all sets of weights are equally likely.
    pub fn weights(&mut self, count: usize) -> Vec<u64> {
        let mut cuts: Vec<u64> = (1..count).map(|_| self.below(WHOLE)).collect();
        cuts.sort_unstable();
        let ends = cuts.iter().copied().chain([WHOLE]);
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        ends.zip(starts).map(|(end, start)| end - start).collect()
    }
}

/// The sum of drawn weights.
pub const WHOLE: u64 = 1 << 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_published_numbers() {
        let mut draws = Draws::of(1_234_567);
        assert_eq!(draws.bits(), 6_457_827_717_110_365_317);
        assert_eq!(draws.bits(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn numbers_stay_between_their_ends_and_weights_make_a_whole() {
        let mut draws = Draws::of(7);
        let all: Vec<u64> = (0..200).map(|_| draws.between(3, 5)).collect();
        assert!(all.iter().all(|one| (3..=5).contains(one)) && [3, 4, 5].iter().all(|one| all.contains(one)));
        assert_eq!(draws.weights(5).iter().sum::<u64>(), WHOLE);
        assert_eq!(draws.weights(1), [WHOLE]);
    }
}
