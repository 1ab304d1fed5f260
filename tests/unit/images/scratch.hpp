// A folder for one test, with a store in it.
#pragma once

#include <gtest/gtest.h>
#include <filesystem>
#include <fstream>
#include <string>

#include "base/temp_dir.hpp"
#include "images/builder.hpp"
#include "images/store.hpp"

namespace cordon::images {

struct Scratch : testing::Test {
  TempDir folder = TempDir::create(std::filesystem::temp_directory_path(), "cordon-images-").value();
  Store store = Store::open(folder.path() / "images").value();

  void write(const std::filesystem::path& file, const std::string& text) const {
    std::filesystem::create_directories((folder.path() / file).parent_path());
    std::ofstream{folder.path() / file} << text;
  }
  [[nodiscard]] Builder builder() const { return Builder::open(store, {}).value(); }
};

}  // namespace cordon::images
