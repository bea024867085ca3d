#pragma once

#include <memory>
#include <string>
#include <vector>

#include "database/connection.h"
#include "database/url.h"

namespace ebbtide {

/// A database made for one run beside another one, and removed with the object. Close what is
/// connected to it first. A failure to remove it is silent; the next run finds what is left.
class ScratchDatabase {
 public:
  virtual ~ScratchDatabase() = default;
  virtual const DatabaseUrl& url() const = 0;
};

/// A scratch database that statements make on the server of a connection, and remove. Borrows the
/// connection, which must be in no transaction. Its name tells the session it belongs to, so that
/// one that a killed run left behind is known for it. The constructor throws Error where the user
/// may not make a database.
class ServerScratch final : public ScratchDatabase {
 public:
  ServerScratch(Connection& server, DatabaseUrl url, const std::string& create, std::string drop);
  ~ServerScratch() override;
  ServerScratch(const ServerScratch&) = delete;
  ServerScratch& operator=(const ServerScratch&) = delete;

  const DatabaseUrl& url() const override { return url_; }

 private:
  Connection& server_;
  DatabaseUrl url_;
  std::string drop_;
};

/// The same database under another name, in what is shown too; login, host and parameters stay.
DatabaseUrl url_with_database(DatabaseUrl url, const std::string& database);

/// A name no other run takes. What it begins with is `scratch_prefix`, and `owner` is its end.
std::string scratch_name(const std::string& owner);
constexpr std::string_view scratch_prefix = "ebbtide_scratch_";

/// Removes what a run that is gone left behind, with a word; what cannot be removed stays.
void remove_orphan(Connection& server, const std::string& name, const std::string& drop,
                   const Warn& warn);

}  // namespace ebbtide
