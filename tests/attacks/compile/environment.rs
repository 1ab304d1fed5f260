// expect: contained
fn main() {
    let stolen = [option_env!("HOST_SECRET"), option_env!("STATE_DIR"), option_env!("PORT"), option_env!("CORDON_OPERATOR_ID"), option_env!("SUDO_USER")];
    println!("{}", if stolen.iter().flatten().next().is_some() { "ESCAPED: the server's environment" } else { "contained" });
}
