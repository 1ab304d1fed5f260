// `doctor`: what this kernel, account and machine offer for sandboxes, what is missing, and how to mend
// it. Every line was tried here, in a child process where trying leaves traces; nothing is changed.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

namespace cordon::cordonctl {

enum class State { ok, warning, failure };  // failure: no sandbox can be made

struct Check {
  std::string name;
  State state = State::ok;
  std::string why;  // what was found
  std::string fix;  // what to do, in lines that can be pasted; "" if nothing
};
using Checks = std::vector<Check>;

struct DoctorOptions {
  std::filesystem::path state_dir, languages;
  std::string port = "8000";
};

Checks check_kernel();                               // version, system calls, seccomp, Landlock, KVM, file systems
Checks check_sandbox();                              // account, user namespaces, and all that a sandbox is made of
Checks check_cgroups();                              // limits
Checks check_machine(const DoctorOptions& options);  // programs, images, disk, port, descriptors, clock

Checks check_trial(const DoctorOptions& options);  // starts a server, and asks what it has in force

bool sandboxes_can_be_made(const Checks& checks);

// What the file says, without the newline at its end; "" if it is not there.
std::string first_line_of(const std::string& path);
// The commands that let our programs make user namespaces where AppArmor refuses them.
std::string apparmor_profile();

void add_doctor(CLI::App& app, int& status);

}  // namespace cordon::cordonctl
