using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Tree;

/// <summary>One line of a run's tree.</summary>
/// <param name="Branch">The tree's lines to the left of it.</param>
internal abstract record TreeRow(string Branch);

internal sealed record NodeRow(string Branch, Node Node) : TreeRow(Branch);

/// <summary>Members of a group that are not shown.</summary>
internal sealed record MoreRow(string Branch, string Text) : TreeRow(Branch);
