//! Window or command line.
fn main() {
    let loaded = backlot::data::read::read(&[backlot::data::seeds::layer()]);
    let words = backlot::words::Words::new(backlot::model::text::Language::English);
    for problem in &loaded.problems {
        println!("{}: {}: {}", words.location(&problem.at), words.severity(problem.severity), words.problem(problem));
    }
    let l = &loaded.library;
    println!(
        "{} places, {} policies, {} observations, {} facts",
        l.places.len(),
        l.policies.len(),
        l.observations.len(),
        l.facts.len()
    );
}
