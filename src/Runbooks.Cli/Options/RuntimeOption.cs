using System.CommandLine;
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

    public ContainerRuntime Of(ParseResult parse) => parse.GetRequiredValue(this) == Process ? ContainerRuntime.Process : ContainerRuntime.Kubernetes;
}
