//! The built-in library and the words are embedded; a new file in their folders must rebuild.

fn main() {
    println!("cargo::rerun-if-changed=seeds");
    println!("cargo::rerun-if-changed=assets");
}
