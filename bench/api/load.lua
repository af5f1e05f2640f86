-- wrk: cycles through requests, one per line of $BODIES (a token, a tab, a body), and prints one line of numbers.
local lines, count, index = {}, 0, 0
function init(args)
  for line in io.lines(os.getenv("BODIES")) do
    local token, body = line:match("^([^\t]*)\t(.*)$")
    local headers = {["content-type"] = "application/json", ["accept"] = "application/json", ["Host"] = "127.0.0.1"}
    if token ~= "" then headers["authorization"] = "Bearer " .. token end
    count = count + 1
    lines[count] = wrk.format("POST", "/graphql", headers, body)
  end
end
function request() index = index % count + 1; return lines[index] end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("WRK %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), e.status + e.connect + e.read + e.write + e.timeout))
end
