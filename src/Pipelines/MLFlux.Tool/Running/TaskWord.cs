using MLFlux.Evaluation;

namespace MLFlux.Tool.Running;

/// <summary>Tasks as the option <c>--task</c> takes them.</summary>
internal static class TaskWord
{
    public const string Option = "--task";

    /// <summary>The tasks that can be asked for, by their words.</summary>
    public static IReadOnlyDictionary<string, PredictionTask> All { get; } = TaskFigures.All.Where(task => task.LearnsLabel)
        .ToDictionary(task => task.Words.PlainName.Replace(' ', '-'), task => task.Task);

    /// <summary>A sentence in which tasks are called as the user asks for them, not as a program does.</summary>
    public static string Translate(string sentence) => All.Aggregate(sentence, (text, task) =>
        text.Replace($"the task {task.Value}", $"{Option} {task.Key}", StringComparison.Ordinal));
}
