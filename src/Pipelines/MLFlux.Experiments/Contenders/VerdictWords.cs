using System.Globalization;
using MLFlux.Evaluation;

namespace MLFlux.Experiments;

/// <summary>The words of a verdict.</summary>
internal static class VerdictWords
{
    /// <summary>Below this ratio two times count as the same.</summary>
    private const double NoticeableRatio = 1.3;

    public static string Figure(double value) => NumberFormats.FourDecimals(value);

    /// <summary>What is said of two models together that are better than either.</summary>
    public static string Joined(ExperimentTask task, string name, Difference lead) =>
        $"The {name} together, the mean of both, is better than either: {task.Better(Math.Abs(lead.Value))} than the network (standard "
        + $"error {task.Amount(lead.StandardError)}{(lead.IsWithinNoise ? ", within noise" : "")}).";

    public static string NetworkPace(double ratio) => IsAlike(ratio) ? "and trains in about the same time"
        : ratio > 1 ? $"and takes {Times(ratio)} as long to train" : $"and trains {Times(1 / ratio)} quicker";

    public static string RivalPace(double ratio) => IsAlike(ratio) ? "and trains in about the same time"
        : ratio > 1 ? $"and {Times(ratio)} quicker to train" : $"though {Times(1 / ratio)} slower to train";

    public static string Choice(Contender rival, double ratio) => IsAlike(ratio) ? "Either serves."
        : ratio > 1 ? $"Prefer {Article(rival)}, which trains {Times(ratio)} quicker."
        : $"Prefer the network, which trains {Times(1 / ratio)} quicker.";

    /// <summary>
    /// A model as a sentence names it. Few know the name of ML.NET's linear trainer of the task, so that it is said what it is; other
    /// trainers' names stand alone; "mean" and "majority class" take an article.
    /// </summary>
    public static string Article(Contender model) => model.Kind is { } kind ? $"the {kind} model ({model.Name})"
        : char.IsLower(model.Name[0]) ? $"the {model.Name}" : model.Name;

    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static bool IsAlike(double ratio) => ratio is > 1 / NoticeableRatio and < NoticeableRatio;

    private static string Times(double ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"{(ratio < 10 ? Math.Round(ratio, 1) : Math.Round(ratio)):0.#} times");
}
