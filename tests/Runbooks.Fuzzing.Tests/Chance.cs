namespace Runbooks.Fuzzing.Tests;

internal static class Chance
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];

    /// <param name="part">In a hundred.</param>
    public static bool Happens(this Random random, int part) => random.Next(100) < part;
}
