#pragma once

#include <cstddef>
#include <deque>
#include <string>

#include "database/connection.h"

namespace sql {
class Connection;
}

namespace ebbtide {

class AnswerWatch;

/// A statement that waits to be sent, and who waits for its answer.
struct MysqlQueued {
  std::string sql;
  Answered answered = {};
  FailsBy fails_by = FailsBy::error;
  bool is_commit = false;
  bool is_definition = false;  ///< it changes no rows that somebody would count
};
using MysqlBatch = std::deque<MysqlQueued>;

/// How much room a statement takes in a packet, with what goes with it.
std::size_t size_in_packet(const MysqlQueued& queued);

/// A batch on its way: sends it in one packet and tells of each answer as it comes.
class MysqlPlay {
 public:
  /// The batch must outlive it. `watch` may be null.
  MysqlPlay(const MysqlBatch& batch, AnswerWatch* watch) : batch_(batch), watch_(watch) {}

  /// Throws what the connector throws; `at` then says which statement it was about, or that all
  /// were answered. Throws NothingChanged too, and what a receiver of an answer threw, when all is
  /// answered.
  void run(::sql::Connection& link);
  std::size_t at() const { return at_; }

 private:
  std::string packet() const;
  void read_answers(::sql::Connection& link);

  const MysqlBatch& batch_;
  AnswerWatch* watch_;
  std::size_t at_ = 0;
  AnswerTeller teller_;
};

}  // namespace ebbtide
