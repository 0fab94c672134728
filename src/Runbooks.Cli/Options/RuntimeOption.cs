using System.CommandLine;
using System.CommandLine.Parsing;
using Runbooks.Server.Hosting;

namespace Runbooks.Cli.Options;

/// <summary><c>--runtime</c>: what container steps become.</summary>
internal sealed class RuntimeOption : Option<string>
{
    private const string Kubernetes = "kubernetes", Process = "process";

    public RuntimeOption(string description)
        : base("--runtime")
    {
        Description = description;
        DefaultValueFactory = _ => Kubernetes;
        this.AcceptOnlyFromAmong(Kubernetes, Process);
    }

    /// <summary>Why this system can't run so; null if it can.</summary>
    public static string? Obstacle(ContainerRuntime runtime, bool isWindows) => runtime == ContainerRuntime.Process && isWindows
        ? "--runtime process takes a Unix shell, which Windows doesn't have: run it in WSL, or on a Kubernetes cluster."
        : null;

    public ContainerRuntime Of(ParseResult parse) => Of(parse.GetRequiredValue(this));

    public ContainerRuntime Of(CommandResult given) => Of(given.GetValue(this));

    private static ContainerRuntime Of(string? value) => value == Process ? ContainerRuntime.Process : ContainerRuntime.Kubernetes;
}
