// The order is Kahn's: of all pieces that wait for nothing any more, the first by kind and name is
// next. It takes time in proportion to what is needed, and a logarithm for the choice.
#include "generate/piece.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <unordered_map>

namespace ebbtide {
namespace {

using schema::Kind;

/// What stands before what where nothing else decides.
constexpr std::array kinds_in_order{Kind::schema,
                                    Kind::extension,
                                    Kind::type,
                                    Kind::domain,
                                    Kind::sequence,
                                    Kind::function,
                                    Kind::procedure,
                                    Kind::aggregate,
                                    Kind::table,
                                    Kind::column,
                                    Kind::primary_key,
                                    Kind::unique,
                                    Kind::check,
                                    Kind::exclusion,
                                    Kind::index,
                                    Kind::view,
                                    Kind::materialized_view,
                                    Kind::statistics,
                                    Kind::foreign_key,
                                    Kind::trigger,
                                    Kind::rule,
                                    Kind::policy,
                                    Kind::event,
                                    Kind::grant};

std::size_t rank_of(const Piece& piece) {
  const Kind kind = piece.is_rows ? Kind::statistics : piece.kind;
  return static_cast<std::size_t>(std::find(kinds_in_order.begin(), kinds_in_order.end(), kind) -
                                  kinds_in_order.begin());
}

/// What waits for what, by the places of the pieces.
struct Waiting {
  std::vector<std::vector<std::size_t>> behind;  ///< of each, those that wait for it
  std::vector<std::size_t> count;                ///< of each, for how many it waits
};

Waiting waiting_of(const Pieces& pieces) {
  std::unordered_map<std::string_view, std::vector<std::size_t>> makers;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    for (const std::string& name : pieces[i].makes) makers[name].push_back(i);
  }
  Waiting waiting{std::vector<std::vector<std::size_t>>(pieces.size()),
                  std::vector<std::size_t>(pieces.size())};
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::set<std::size_t> before;
    for (const std::string& name : pieces[i].needs) {
      const auto found = makers.find(name);
      if (found != makers.end()) before.insert(found->second.begin(), found->second.end());
    }
    before.erase(i);
    waiting.count[i] = before.size();
    for (const std::size_t one : before) waiting.behind[one].push_back(i);
  }
  return waiting;
}

/// The places in the order in which kinds and names stand.
std::vector<std::size_t> places_by_name(const Pieces& pieces) {
  std::vector<std::size_t> places(pieces.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  const auto by_name = [&](std::size_t i) {
    const Piece& one = pieces[i];
    return std::tie(one.object.place, one.object.name, one.part);
  };
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    const std::size_t first = rank_of(pieces[a]), second = rank_of(pieces[b]);
    return first != second ? first < second : by_name(a) < by_name(b);
  });
  return places;
}

}  // namespace

std::string Piece::shown() const {
  return std::string(to_text(kind)) + " " + object.to_text() + (part.empty() ? "" : "." + part);
}

std::string keys_of(const sql::Name& table) { return "keys of " + table.to_text(); }

std::string column_of(const sql::Name& table, std::string_view column) {
  return "column " + table.to_text() + "." + std::string(column);
}

void put_in_order(Pieces& pieces) {
  Waiting waiting = waiting_of(pieces);
  const std::vector<std::size_t> places = places_by_name(pieces);
  std::vector<std::size_t> number(pieces.size());
  for (std::size_t i = 0; i < places.size(); ++i) number[places[i]] = i;
  std::set<std::size_t> free, stuck;  // numbers
  for (std::size_t i = 0; i < places.size(); ++i)
    (waiting.count[places[i]] == 0 ? free : stuck).insert(i);
  Pieces ordered;
  ordered.reserve(pieces.size());
  while (!free.empty() || !stuck.empty()) {
    std::set<std::size_t>& from = free.empty() ? stuck : free;
    const std::size_t next = places[*from.begin()];
    from.erase(from.begin());
    ordered.push_back(std::move(pieces[next]));
    for (const std::size_t other : waiting.behind[next]) {
      if (--waiting.count[other] > 0 || stuck.erase(number[other]) == 0) continue;
      free.insert(number[other]);
    }
  }
  pieces = std::move(ordered);
}

}  // namespace ebbtide
