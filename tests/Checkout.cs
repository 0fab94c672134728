namespace Runbooks;

/// <summary>The checkout that the tests were built from; compiled into each test project that reads files of it.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Runbook(string name) => Path.Combine(Root, "runbooks", name);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Runbooks.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not in a checkout"));
}
