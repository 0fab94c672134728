using Runbooks.Cli;

using var interrupts = new Interrupts();
return await CommandLine.RunAsync(args, Shell.OfProcess(), interrupts.Token);
