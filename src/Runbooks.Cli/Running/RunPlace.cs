using Runbooks.Server.Hosting;

namespace Runbooks.Cli.Running;

/// <summary>
/// Where a run's steps go. Kept as annotations of the run, so that it goes on where it began: a run of the sandbox must never call the
/// real cloud because someone forgot an option.
/// </summary>
internal sealed record RunPlace(ContainerRuntime Runtime, bool Sandbox)
{
    private const string RuntimeKey = "runbooks.dev/runtime", SandboxKey = "runbooks.dev/sandbox";

    public IReadOnlyDictionary<string, string> Annotations => new Dictionary<string, string>
    {
        [RuntimeKey] = Runtime.ToString().ToLowerInvariant(),
        [SandboxKey] = Sandbox ? "true" : "false",
    };

    public static RunPlace Of(IReadOnlyDictionary<string, string> annotations) => new(
        Enum.TryParse<ContainerRuntime>(annotations.GetValueOrDefault(RuntimeKey), ignoreCase: true, out var runtime) ? runtime : ContainerRuntime.Kubernetes,
        annotations.GetValueOrDefault(SandboxKey) == "true");
}
