#pragma once

#include <pqxx/pqxx>
#include <string>

extern "C" {
using PGconn = struct pg_conn;
}

namespace ebbtide {

/// A connection of libpqxx that lends its handle of libpq, for what libpqxx cannot do. The handle
/// lasts as long as the connection, which is never opened a second time.
class PostgresqlLink final : public pqxx::connection_base {
 public:
  explicit PostgresqlLink(const std::string& settings)
      : connection_base(policy_), policy_(settings) {
    init();
  }
  ~PostgresqlLink() noexcept { close(); }

  PGconn* handle() const { return policy_.lent; }

 private:
  struct Policy final : pqxx::connect_direct {
    using pqxx::connect_direct::connect_direct;
    handle do_startconnect(handle before) override {
      return lent = connect_direct::do_startconnect(before);
    }
    handle do_completeconnect(handle before) override {
      return lent = connect_direct::do_completeconnect(before);
    }

    PGconn* lent = nullptr;
  };

  Policy policy_;
};

}  // namespace ebbtide
