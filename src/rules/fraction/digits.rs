//! Whole numbers for fractions: common divisors, powers, and products that exceed 128 bits.

/// The exponent of a factor in a positive number, and the number without it.
pub(super) fn without(mut number: u128, factor: u128) -> (u32, u128) {
    let mut times = 0;
    while number.is_multiple_of(factor) && number > 1 {
        number /= factor;
        times += 1;
    }
    (times, number)
}

/// Divides two positive numbers by their greatest common divisor.
pub(super) fn reduce(a: &mut u128, b: &mut u128) {
    let common = divisor(*a, *b);
    if common > 1 {
        *a /= common;
        *b /= common;
    }
}

/// The greatest common divisor of two positive numbers.
pub(super) fn divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        // Most numbers are small, and a division of 64 bits is many times faster.
        if let (Ok(mut x), Ok(mut y)) = (u64::try_from(a), u64::try_from(b)) {
            while y != 0 {
                (x, y) = (y, x % y);
            }
            return x.into();
        }
        (a, b) = (b, a % b);
    }
    a.max(1)
}

/// A power; none if it does not fit.
pub(super) fn power(of: u128, times: u32) -> Option<u128> {
    of.checked_pow(times)
}

/// Digits times a power of ten times a factor, in 256 bits, the highest first. It always fits: 96 bits, 10 to the 28th
/// and 64 bits need at most 254 bits.
pub(super) fn wide(digits: u128, tens: u32, factor: u64) -> [u64; 4] {
    let mut limbs = [digits as u64, (digits >> 64) as u64, 0, 0];
    let mut times = |by: u64| {
        let mut carry = 0_u128;
        for limb in &mut limbs {
            carry += u128::from(*limb) * u128::from(by);
            *limb = carry as u64;
            carry >>= 64;
        }
    };
    for _ in 0..tens {
        times(10);
    }
    times(factor);
    limbs.reverse();
    limbs
}
