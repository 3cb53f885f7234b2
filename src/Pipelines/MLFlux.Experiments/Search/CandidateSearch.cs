using MLFlux.Training;

namespace MLFlux.Experiments;

/// <summary>Tries candidates on prepared rows within a time, and ranks them.</summary>
/// <param name="runs">The candidates, none of which was trained.</param>
/// <param name="options">How the time is spent.</param>
/// <param name="training">How each is trained, and by which ranks: they share the candidates of a stage out, if there are enough.</param>
/// <param name="progress">Is told of each candidate.</param>
internal sealed class CandidateSearch(
    IReadOnlyList<CandidateRun> runs, SearchOptions options, NeuralNetworkOptions training, ProgressReporter progress)
{
    private readonly Ranks _ranks = training.Ranks;

    /// <summary>What was tried, the best first, and how many were not.</summary>
    public (IReadOnlyList<SearchCandidate> Ranked, int Untried) Run()
    {
        TimeSpan begin = progress.Elapsed;
        IReadOnlyList<SearchRung> rungs = SearchRung.Plan(options.Method, runs.Count, training.Epochs);
        IReadOnlyList<CandidateRun> tried = [];
        for (int i = 0; i < rungs.Count; i++)
        {
            // Each stage may take its share of the time; what one leaves over the next ones have as well.
            TimeSpan end = begin + (options.TimeBudget * (i + 1) / rungs.Count);
            IReadOnlyList<CandidateRun> entrants =
                i == 0 ? runs : [.. Ranked(tried).Take(rungs[i].Candidates).Where(run => run.GoesOn)];
            IReadOnlyList<CandidateRun> trained = Train(entrants, rungs[i].Epochs, end, isFirst: i == 0);
            if (i == 0)
                tried = trained;
        }

        return ([.. Ranked(tried).Select(run => run.Candidate)], runs.Count - tried.Count);
    }

    /// <summary>Trains candidates, as long as there is time, and gives those for which there was.</summary>
    private CandidateRun[] Train(IReadOnlyList<CandidateRun> entrants, int epochs, TimeSpan end, bool isFirst)
    {
        int trained = 0;
        if (training.RowsAreSharded || !SharedRuns.AreShared(_ranks, entrants.Count))
            return [.. entrants.TakeWhile(run => TryTrain(run, isOfOneRank: false))];

        byte[][] results = SharedRuns.Do(
            _ranks, entrants.Count, i => TryTrain(entrants[i], isOfOneRank: true) ? entrants[i].ToBytes() : []);
        CandidateRun[] all = [.. entrants.Where((_, i) => results[i].Length > 0)];
        for (int i = 0; i < results.Length; i++)
        {
            if (results[i].Length > 0)
                entrants[i].Take(results[i]);
        }

        return all;

        bool TryTrain(CandidateRun run, bool isOfOneRank)
        {
            TimeSpan left = end - progress.Elapsed;
            if (!isOfOneRank)
                left = TimeSpan.FromTicks(_ranks.Agree(left.Ticks)); // All ranks train it together.
            if (left <= TimeSpan.Zero && !(isFirst && trained == 0)) // However short the time, something is tried.
                return false;
            trained++;
            progress.Begin($"candidate {run.Candidate.Number} up to epoch {epochs}: {run.Candidate}");
            run.Train(epochs, left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1), progress, isOfOneRank);
            return true;
        }
    }

    private static IEnumerable<CandidateRun> Ranked(IEnumerable<CandidateRun> runs) => runs
        .OrderBy(run => run.Candidate.Error is not null)
        .ThenByDescending(run => run.Candidate.Score)
        .ThenBy(run => run.Candidate.ValidationLoss);
}
