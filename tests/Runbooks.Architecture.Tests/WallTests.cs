using System.Xml.Linq;

namespace Runbooks.Architecture.Tests;

/// <summary>What each project may use of ours, and what may hold which package. A wall is moved here first.</summary>
public sealed class WallTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Runbooks.Abstractions"] = [],
        ["Runbooks.Engine"] = ["Runbooks.Abstractions"],
        ["Runbooks.Kubernetes"] = ["Runbooks.Abstractions", "Runbooks.Engine"],
        ["Runbooks.PodAgent"] = [],
        ["Runbooks.Providers.Aws"] = ["Runbooks.Abstractions"],
        ["Runbooks.Providers.Sandbox"] = [],
        ["Runbooks.Server"] =
            ["Runbooks.Abstractions", "Runbooks.Engine", "Runbooks.Kubernetes", "Runbooks.Providers.Aws", "Runbooks.Providers.Sandbox"],
        ["Runbooks.Cli"] = ["Runbooks.Abstractions", "Runbooks.Engine", "Runbooks.Kubernetes", "Runbooks.Server"],
    };

    /// <summary>A package that only one project may hold.</summary>
    private static readonly Dictionary<string, string> OnlyIn = new()
    {
        ["AWSSDK."] = "Runbooks.Providers.Aws",
        ["Hangfire."] = "Runbooks.Server",
        ["KubernetesClient"] = "Runbooks.Kubernetes",
        ["Microsoft.Data.Sqlite"] = "Runbooks.Server",
        ["Spectre.Console"] = "Runbooks.Cli",
        ["System.CommandLine"] = "Runbooks.Cli",
        ["YamlDotNet"] = "Runbooks.Engine",
    };

    public static TheoryData<string> Projects =>
        [.. ProjectsIn("src").Concat(ProjectsIn("providers")).Select(file => Path.GetRelativePath(Checkout.Root, file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_what_its_wall_lets_through(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Assert.True(MayUse.TryGetValue(name, out var allowed), $"{name} is not in the table of walls");
        Assert.Empty(References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))).Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_holds_no_package_that_belongs_to_another(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var foreign = References(project, "PackageReference")
            .Where(package => OnlyIn.Any(rule => package.StartsWith(rule.Key, StringComparison.Ordinal) && rule.Value != name));
        Assert.Empty(foreign);
    }

    private static IEnumerable<string> ProjectsIn(string folder) => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.csproj", SearchOption.AllDirectories);

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Path.Combine(Checkout.Root, project)).Descendants(kind).Select(reference => (string)reference.Attribute("Include")!);
}
