using Shouwen.CommandLine;

return await Commands.Root().Parse(args).InvokeAsync();
