using Shouwen.CommandLine;

// A server that was told to end still answers what was asked; how long that may take is the server's own rule.
var asked = Commands.Root().Parse(args);
return await asked.InvokeAsync(new() { ProcessTerminationTimeout = asked.CommandResult.Command.Name == "serve" ? TimeSpan.FromMinutes(10) : TimeSpan.FromSeconds(2) });
