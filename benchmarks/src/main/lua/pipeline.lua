-- Has wrk send several requests at once on each connection: wrk -s pipeline.lua URL -- DEPTH
local batch

init = function(args)
  batch = string.rep(wrk.format(), tonumber(args[1]))
end

request = function()
  return batch
end
