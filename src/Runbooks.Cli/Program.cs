using Runbooks.Cli;

using var interrupt = new SecondInterrupt();
return await CommandLine.RunAsync(args, Shell.OfProcess());
