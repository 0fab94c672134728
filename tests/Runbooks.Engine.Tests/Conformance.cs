namespace Runbooks.Engine.Tests;

/// <summary>The folder with Argo's schema and examples, named by the environment; its tests are skipped without.</summary>
internal static class Conformance
{
    public const string Missing = "RUNBOOKS_CONFORMANCE does not name the folder with Argo's schema and examples";

    public static string? Folder => Environment.GetEnvironmentVariable("RUNBOOKS_CONFORMANCE") is { Length: > 0 } folder && Directory.Exists(folder) ? folder : null;
}
