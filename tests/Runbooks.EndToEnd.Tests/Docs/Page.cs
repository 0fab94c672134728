namespace Runbooks.EndToEnd.Tests.Docs;

/// <summary>One page of the documentation: the commands in its <c>sh</c> blocks, in order.</summary>
internal sealed record Page(string Name, IReadOnlyList<string> Commands)
{
    public static Page Read(string name)
    {
        var commands = new List<string>();
        var inside = false;
        foreach (var line in File.ReadLines(Path.Combine(Checkout.Root, name)))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = line == "```sh";
            else if (inside && line.Length > 0) commands.Add(line);
        }
        return new Page(name, commands);
    }
}
