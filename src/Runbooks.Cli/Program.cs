using System.Text;
using Runbooks.Cli;

// Symbols and tree lines are no ASCII; a Windows console would show question marks.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var interrupt = new SecondInterrupt();
return await CommandLine.RunAsync(args, Shell.OfProcess());
