// A gRPC echo server with one completion queue on each of its threads.
//
//   echo_server PORT THREADS      prints "ready" once it listens; ends on SIGTERM
#include <grpcpp/grpcpp.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "echo.grpc.pb.h"

using shebao::bench::Bytes;
using shebao::bench::Echo;

namespace {

// Calls pending on each queue, so that one is always ready for the next request.
constexpr int kWaiting = 256;

// A call: requested, answered, then used for the next request.
class Call {
 public:
  Call(Echo::AsyncService* service, grpc::ServerCompletionQueue* queue)
      : service_(service), queue_(queue) {
    listen();
  }

  void proceed(bool ok) {
    if (answered_ || !ok) {
      listen();
      return;
    }
    answered_ = true;
    reply_.set_value(request_.value());
    writer_->Finish(reply_, grpc::Status::OK, this);
  }

 private:
  void listen() {
    answered_ = false;
    context_ = std::make_unique<grpc::ServerContext>();
    writer_ = std::make_unique<grpc::ServerAsyncResponseWriter<Bytes>>(context_.get());
    service_->RequestCall(context_.get(), &request_, writer_.get(), queue_, queue_, this);
  }

  Echo::AsyncService* service_;
  grpc::ServerCompletionQueue* queue_;
  std::unique_ptr<grpc::ServerContext> context_;
  std::unique_ptr<grpc::ServerAsyncResponseWriter<Bytes>> writer_;
  Bytes request_;
  Bytes reply_;
  bool answered_ = false;
};

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 64;
  const std::string address = std::string("127.0.0.1:") + words[1];
  const int threads = std::atoi(words[2]);

  Echo::AsyncService service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  std::vector<std::unique_ptr<grpc::ServerCompletionQueue>> queues;
  for (int i = 0; i < threads; i++) queues.push_back(builder.AddCompletionQueue());
  const auto server = builder.BuildAndStart();
  if (!server || port == 0) return 71;

  std::vector<std::thread> running;
  for (auto& queue : queues) {
    running.emplace_back([&service, queue = queue.get()] {
      std::vector<std::unique_ptr<Call>> calls;
      for (int i = 0; i < kWaiting; i++) calls.push_back(std::make_unique<Call>(&service, queue));
      void* tag = nullptr;
      bool ok = false;
      while (queue->Next(&tag, &ok)) static_cast<Call*>(tag)->proceed(ok);
    });
  }
  std::puts("ready");
  std::fflush(stdout);
  for (auto& thread : running) thread.join();
}
