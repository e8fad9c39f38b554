//! Divides items into independent parts.

/// The connected components of `among`, each in its order.
pub(super) fn linked_parts(among: &[usize], linked: impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let mut open = among.to_vec();
    let mut parts = Vec::new();
    while let Some(first) = open.first().copied() {
        let mut part = vec![first];
        open.retain(|&at| at != first);
        let mut next = 0;
        while let Some(&at) = part.get(next) {
            let (found, rest): (Vec<usize>, Vec<usize>) = open.iter().copied().partition(|&other| linked(at, other));
            part.extend(found);
            open = rest;
            next += 1;
        }
        part.sort_unstable();
        parts.push(part);
    }
    parts
}
