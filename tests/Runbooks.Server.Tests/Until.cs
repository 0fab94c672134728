namespace Runbooks.Server.Tests;

/// <summary>Waits for something that says nothing when it happens.</summary>
internal static class Until
{
    /// <exception cref="TimeoutException">It did not come true within half a minute.</exception>
    public static async Task TrueAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            if (patience.IsCancellationRequested) throw new TimeoutException();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }
}
