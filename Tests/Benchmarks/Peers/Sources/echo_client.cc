// A closed loop of echoes over several connections for a number of seconds.
//
//   echo_client PORT CONNECTIONS IN_FLIGHT SECONDS BYTES      prints "done=N seconds=S"
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "echo.grpc.pb.h"

using shebao::bench::Bytes;
using shebao::bench::Echo;
using Clock = std::chrono::steady_clock;

namespace {

struct Call {
  Echo::Stub* stub = nullptr;
  std::unique_ptr<grpc::ClientContext> context;
  std::unique_ptr<grpc::ClientAsyncResponseReader<Bytes>> reader;
  Bytes reply;
  grpc::Status status;

  void start(const Bytes& request, grpc::CompletionQueue* queue) {
    context = std::make_unique<grpc::ClientContext>();
    reader = stub->AsyncCall(context.get(), request, queue);
    reader->Finish(&reply, &status, this);
  }
};

}  // namespace

int main(int count, char** words) {
  if (count != 6) return 64;
  const int connections = std::atoi(words[2]);
  const int in_flight = std::atoi(words[3]);
  const auto length = std::chrono::duration<double>(std::atof(words[4]));
  Bytes request;
  request.set_value(std::string(std::atoi(words[5]), 'a'));

  std::vector<std::unique_ptr<Echo::Stub>> stubs;
  for (int i = 0; i < connections; i++) {
    grpc::ChannelArguments arguments;
    // Without this all stubs share one connection.
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    const auto channel = grpc::CreateCustomChannel(
        std::string("127.0.0.1:") + words[1], grpc::InsecureChannelCredentials(), arguments);
    const auto deadline = std::chrono::system_clock::now() + std::chrono::seconds(5);
    if (!channel->WaitForConnected(deadline)) return 69;
    stubs.push_back(Echo::NewStub(channel));
  }

  grpc::CompletionQueue queue;
  std::vector<Call> calls(in_flight);
  const auto begun = Clock::now();
  for (int i = 0; i < in_flight; i++) {
    calls[i].stub = stubs[i % connections].get();
    calls[i].start(request, &queue);
  }
  unsigned long done = 0;
  int open = in_flight;
  void* tag = nullptr;
  bool ok = false;
  while (open > 0 && queue.Next(&tag, &ok)) {
    Call* const call = static_cast<Call*>(tag);
    if (!ok || !call->status.ok() || call->reply.value() != request.value()) {
      std::fprintf(stderr, "a call failed: %s\n", call->status.error_message().c_str());
      return 1;
    }
    done++;
    if (Clock::now() - begun < length) {
      call->start(request, &queue);
    } else {
      open--;
    }
  }
  const std::chrono::duration<double> took = Clock::now() - begun;
  std::printf("done=%lu seconds=%.6f\n", done, took.count());
}
