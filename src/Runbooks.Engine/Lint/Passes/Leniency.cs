namespace Runbooks.Engine.Lint.Passes;

/// <summary>What is wrong with a tag, and is only a warning: a run comes through it.</summary>
internal enum Leniency
{
    None,

    /// <summary>In the body of a Pod, what can't be read as a tag or as its expression stays as it is: it may mean something to the program.</summary>
    Syntax,

    /// <summary>Whatever it is.</summary>
    All,
}
