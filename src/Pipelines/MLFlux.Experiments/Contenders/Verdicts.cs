namespace MLFlux.Experiments;

/// <summary>Says whether a network earns its place.</summary>
internal static class Verdicts
{
    /// <param name="predicted">What is predicted.</param>
    /// <param name="network">The network.</param>
    /// <param name="baselines">The baselines, those left out too.</param>
    /// <param name="joined">The network with another model, where that is better than either alone; or null.</param>
    public static Verdict Of(PredictionTask predicted, Contender network, IReadOnlyList<Contender> baselines, Contender? joined = null)
    {
        Verdict verdict = Judged(predicted, network, baselines);
        return joined?.NetworkLead is { } lead
            ? verdict with { Sentence = $"{verdict.Sentence} {VerdictWords.Joined(ExperimentTask.Of(predicted), joined.Name, lead)}" }
            : verdict;
    }

    private static Verdict Judged(PredictionTask predicted, Contender network, IReadOnlyList<Contender> baselines)
    {
        Contender[] compared = [.. baselines.Where(baseline => double.IsFinite(baseline.NetworkLead?.Value ?? double.NaN))];
        if (compared.Length == 0)
            return new Verdict(Preference.Unknown, null, "No baseline was compared, so nothing shows whether the network earns its place.");

        ExperimentTask task = ExperimentTask.Of(predicted);
        string constant = task.ConstantName;
        Contender? known = compared.FirstOrDefault(baseline => baseline.Name == constant);
        bool hasLearned = known is null || Learning.IsShown(network, known);

        // A model of no features is no rival of one that tells rows apart, whatever its accuracy.
        Contender[] rivals = [.. compared.Where(baseline => !hasLearned || baseline.Name != constant)];
        Verdict verdict = rivals.Length > 0 ? Judge(task, network, rivals) : Alone(task, network, known!);
        return known is null ? verdict : verdict with { Sentence = verdict.Sentence + Learning.Remark(task, network, known, hasLearned) };
    }

    private static Verdict Judge(ExperimentTask task, Contender network, Contender[] rivals)
    {
        // The best baseline is the one that the network leads by the least.
        Contender rival = rivals.MinBy(baseline => baseline.NetworkLead!.Value)!;
        if (!rival.NetworkLead!.IsWithinNoise)
            return Decided(task, network, rival, rival.NetworkLead, task.Better(Math.Abs(rival.NetworkLead.Value)),
                task.Amount(rival.NetworkLead.StandardError));

        string apart = task.Amount(Math.Abs(rival.NetworkLead.Value));
        Contender[] probable = [.. rivals.Where(baseline => double.IsFinite(baseline.LogLossLead?.Value ?? double.NaN))];
        if (probable.Length == rivals.Length
            && probable.MinBy(baseline => baseline.LogLossLead!.Value) is { LogLossLead: { IsWithinNoise: false } lead } other)
        {
            Verdict decided = Decided(task, network, other, lead, $"better by {VerdictWords.Figure(Math.Abs(lead.Value))} in log-loss",
                VerdictWords.Figure(lead.StandardError));
            return decided with
            {
                Sentence = $"By {task.Figures.Words.MainFigure} the network and {VerdictWords.Article(rival)} are within noise "
                + $"({apart} apart). {decided.Sentence}",
            };
        }

        string error = double.IsNaN(rival.NetworkLead.StandardError) ? ""
            : $", with a standard error of {task.Amount(rival.NetworkLead.StandardError)}";
        return new Verdict(
            Preference.Either, rival.Name,
            $"The network and {VerdictWords.Article(rival)} are within noise: {apart} apart{error}. "
            + $"{VerdictWords.Choice(rival, network.FitTime / rival.FitTime)}");
    }

    private static Verdict Decided(ExperimentTask task, Contender network, Contender rival, Difference lead, string better, string error)
    {
        double ratio = network.FitTime / rival.FitTime; // Above 1, the baseline is quicker.
        string name = VerdictWords.Article(rival);
        return lead.Value > 0
            ? new Verdict(Preference.Network, rival.Name,
                $"The network earns its place: it is {better} than {name}, the best baseline (standard error {error}), "
                + $"{VerdictWords.NetworkPace(ratio)}.")
            : new Verdict(Preference.Baseline, rival.Name,
                $"{VerdictWords.Capital(name)} is {better} (standard error {error}) {VerdictWords.RivalPace(ratio)}: prefer it here.");
    }

    /// <summary>A network that has learned something, beside nothing but a model of no features.</summary>
    private static Verdict Alone(ExperimentTask task, Contender network, Contender constant) =>
        constant.NetworkLead is { IsWithinNoise: false, Value: > 0 } lead
        ? Decided(task, network, constant, lead, task.Better(lead.Value), task.Amount(lead.StandardError))
        : new Verdict(Preference.Network, constant.Name,
            $"The network has learned something that {VerdictWords.Article(constant)}, with which alone it was compared, does "
            + "not know.");
}
