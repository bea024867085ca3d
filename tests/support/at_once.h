#pragma once

#include <latch>
#include <thread>
#include <vector>

namespace ebbtide {

/// Does the same on several threads that all begin at the same moment; `work` is given the number
/// of its thread.
template <class Work>
void at_once(int threads, const Work& work) {
  std::latch begin(threads);
  std::vector<std::thread> workers;
  for (int i = 0; i < threads; ++i)
    workers.emplace_back([&, i] {
      begin.arrive_and_wait();
      work(i);
    });
  for (std::thread& worker : workers) worker.join();
}

}  // namespace ebbtide
