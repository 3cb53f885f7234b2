using System.Globalization;

namespace MLFlux.Experiments;

/// <summary>Says whether a network earns its place.</summary>
internal static class Verdicts
{
    /// <summary>Below this ratio two times count as the same.</summary>
    private const double NoticeableRatio = 1.3;

    /// <param name="task">What is predicted.</param>
    /// <param name="networkTime">How long the network took to train.</param>
    /// <param name="baselines">The baselines, those left out too.</param>
    public static Verdict Of(PredictionTask task, TimeSpan networkTime, IReadOnlyList<Contender> baselines)
    {
        // The best baseline is the one that the network leads by the least.
        Contender? rival = baselines.Where(b => double.IsFinite(b.NetworkLead?.Value ?? double.NaN)).MinBy(b => b.NetworkLead!.Value);
        if (rival is null)
            return new Verdict(Preference.Unknown, null, "No baseline was compared, so nothing shows whether the network earns its place.");

        Difference lead = rival.NetworkLead!;
        Preference preference = lead.IsWithinNoise ? Preference.Either : lead.Value > 0 ? Preference.Network : Preference.Baseline;
        string better = Better(task, Math.Abs(lead.Value)), error = Amount(task, lead.StandardError);
        double ratio = networkTime / rival.FitTime; // Above 1, the baseline is quicker.
        string sentence = preference switch
        {
            Preference.Network => $"The network earns its place: it is {better} than {Article(rival.Name)}, the best baseline (standard error {error}), {NetworkPace(ratio)}.",
            Preference.Baseline => $"{Capital(Article(rival.Name))} is {better} (standard error {error}) {RivalPace(ratio)}: prefer it here.",
            _ => $"The network and {Article(rival.Name)} are within noise: {Amount(task, Math.Abs(lead.Value))} apart{(double.IsNaN(lead.StandardError) ? "" : $", with a standard error of {error}")}. {Choice(rival.Name, ratio)}",
        };
        return new Verdict(preference, rival.Name, sentence + NothingLearned(task, baselines));
    }

    private static string NothingLearned(PredictionTask task, IReadOnlyList<Contender> baselines)
    {
        string constant = Baselines.Constant.NameFor(task);
        Contender? known = baselines.FirstOrDefault(b => b.Name == constant);
        return known?.NetworkLead is { } lead && (lead.IsWithinNoise || lead.Value < 0)
            ? $" The network is no better than always predicting the {constant}: it has learned nothing that holds for new rows."
            : "";
    }

    private static string Better(PredictionTask task, double difference) => task == PredictionTask.Regression
        ? string.Create(CultureInfo.InvariantCulture, $"better by {difference:0.0000} of R²")
        : $"{Amount(task, difference)} more accurate";

    private static string Amount(PredictionTask task, double difference) => task == PredictionTask.Regression
        ? string.Create(CultureInfo.InvariantCulture, $"{difference:0.0000} of R²")
        : string.Create(CultureInfo.InvariantCulture, $"{100 * difference:0.0#} points");

    private static string NetworkPace(double ratio) => IsAlike(ratio) ? "and trains in about the same time"
        : ratio > 1 ? $"and takes {Times(ratio)} as long to train" : $"and trains {Times(1 / ratio)} quicker";

    private static string RivalPace(double ratio) => IsAlike(ratio) ? "and trains in about the same time"
        : ratio > 1 ? $"and {Times(ratio)} quicker to train" : $"though {Times(1 / ratio)} slower to train";

    private static string Choice(string rival, double ratio) => IsAlike(ratio) ? "Either serves."
        : ratio > 1 ? $"Prefer {Article(rival)}, which trains {Times(ratio)} quicker."
        : $"Prefer the network, which trains {Times(1 / ratio)} quicker.";

    private static bool IsAlike(double ratio) => ratio is > 1 / NoticeableRatio and < NoticeableRatio;

    private static string Times(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{(ratio < 10 ? Math.Round(ratio, 1) : Math.Round(ratio)):0.#} times");

    /// <summary>The name of a trainer stands alone; "mean" and "majority class" take an article.</summary>
    private static string Article(string name) => char.IsLower(name[0]) ? $"the {name}" : name;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
