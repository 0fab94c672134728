using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;
using Mutex = Runbooks.Engine.Argo.Mutex;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Each lock that is asked for can be told by its name, and is asked for once.</summary>
internal static class Synchronizations
{
    public static void Check(LintContext context)
    {
        CheckLocks(context, context.Workflow.Spec.Synchronization, "spec.synchronization");
        foreach (var site in context.Templates) CheckLocks(context, site.Template.Synchronization, $"{site.Path}.synchronization");
        CheckNesting(context);
    }

    private static void CheckLocks(LintContext context, Synchronization? locks, string path)
    {
        if (locks is null) return;
        var seen = new HashSet<object>();
        for (var i = 0; i < locks.Semaphores.Count; i++) CheckSemaphore(context, locks.Semaphores[i], $"{path}.semaphores[{i}]", seen);
        for (var i = 0; i < locks.Mutexes.Count; i++) CheckMutex(context, locks.Mutexes[i], $"{path}.mutexes[{i}]", seen);
        if (locks.Mutexes.Count + locks.Semaphores.Count == 0) context.Warning(path, "'synchronization' names no lock: it needs 'mutexes' or 'semaphores'", "no-locks");
    }

    // What follows ends a run, or a node, only when it gets there: Argo's own validation lets it pass.
    private static void CheckSemaphore(LintContext context, SemaphoreRef semaphore, string path, HashSet<object> seen)
    {
        if (semaphore is { ConfigMapKeyRef: null, Database: null })
            context.Warning(path, "a semaphore needs 'configMapKeyRef' or 'database': where it stands how many may hold it", "invalid-lock");
        else if (semaphore is { ConfigMapKeyRef: not null, Database: not null })
            context.Warning(path, "a semaphore has 'configMapKeyRef' or 'database', not both", "invalid-lock");
        else if (semaphore.ConfigMapKeyRef is { Name: null or "" })
            context.Warning($"{path}.configMapKeyRef", "'configMapKeyRef' needs the ConfigMap's 'name'", "invalid-lock");
        else if (!seen.Add(semaphore))
            context.Warning(path, "the same semaphore stands here twice: nobody can hold it", "invalid-lock");
    }

    private static void CheckMutex(LintContext context, Mutex mutex, string path, HashSet<object> seen)
    {
        if (mutex.Name is null or "") context.Warning(path, "a mutex needs a 'name'", "invalid-lock");
        else if (!seen.Add(mutex)) context.Warning(path, $"the mutex '{mutex.Name}' stands here twice: nobody can hold it", "invalid-lock");
    }

    /// <summary>A template that holds a mutex and calls one that wants it waits for itself.</summary>
    private static void CheckNesting(LintContext context)
    {
        foreach (var mutex in Mutexes(context.Workflow.Spec.Synchronization))
            foreach (var site in context.Templates.Where(site => Mutexes(site.Template.Synchronization).Contains(mutex)))
                Report(context, site, mutex, "the workflow");
        foreach (var outer in context.Templates.Where(site => site.HasSteps))
            foreach (var mutex in Mutexes(outer.Template.Synchronization))
                foreach (var inner in outer.Steps.Select(step => context.Find(step.Step.Template)).OfType<TemplateSite>().Distinct().Where(inner => Mutexes(inner.Template.Synchronization).Contains(mutex)))
                    Report(context, inner, mutex, outer.ToString());
    }

    private static void Report(LintContext context, TemplateSite site, Mutex mutex, string holder) =>
        context.Warning($"{site.Path}.synchronization", $"{site} waits for ever for the mutex '{mutex.Name}': {holder}, which it is part of, holds it", "self-lock");

    private static IEnumerable<Mutex> Mutexes(Synchronization? locks) => (locks?.Mutexes ?? []).Where(mutex => mutex.Name is { Length: > 0 } name && !TextTemplate.MayHaveTags(name));
}
