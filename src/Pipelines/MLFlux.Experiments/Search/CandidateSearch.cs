using Microsoft.ML;

namespace MLFlux.Experiments;

/// <summary>Tries candidates on prepared rows within a time, and ranks them.</summary>
internal sealed class CandidateSearch(MLContext ml, PipelineParts parts, SearchOptions options, int seed, ProgressReporter progress)
{
    /// <summary>What was tried, the best first, and how many were not.</summary>
    public (IReadOnlyList<SearchCandidate> Ranked, int Untried) Run(PreparedRows rows)
    {
        IReadOnlyList<SearchCandidate> drawn = CandidateSampler.Draw(parts.Trainer, options, new Random(seed));
        NeuralNetworkOptions training = parts.Trainer.Options with { Seed = parts.Trainer.Options.Seed ?? seed };
        CandidateRun[] all = [.. drawn.Select(candidate => new CandidateRun(ml, candidate, parts.Trainer, training, rows))];

        TimeSpan begin = progress.Elapsed;
        IReadOnlyList<SearchRung> rungs = SearchRung.Plan(options.Method, all.Length, training.Epochs);
        CandidateRun[] tried = [];
        for (int i = 0; i < rungs.Count; i++)
        {
            // Each stage may take its share of the time; what one leaves over the next ones have as well.
            TimeSpan end = begin + (options.TimeBudget * (i + 1) / rungs.Count);
            CandidateRun[] entrants = i == 0 ? all : [.. Ranked(tried).Take(rungs[i].Candidates).Where(run => run.GoesOn)];
            int trained = 0;
            foreach (CandidateRun run in entrants)
            {
                TimeSpan left = end - progress.Elapsed;
                bool isFirst = i == 0 && trained == 0; // However short the time, something is tried.
                if (left <= TimeSpan.Zero && !isFirst)
                    break;
                progress.Begin($"candidate {run.Candidate.Number} up to epoch {rungs[i].Epochs}: {run.Candidate}");
                run.Train(rungs[i].Epochs, left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1), progress);
                trained++;
            }

            if (i == 0)
                tried = all[..trained];
        }

        return ([.. Ranked(tried).Select(run => run.Candidate)], all.Length - tried.Length);
    }

    private static IEnumerable<CandidateRun> Ranked(IEnumerable<CandidateRun> runs) => runs
        .OrderBy(run => run.Candidate.Error is not null)
        .ThenByDescending(run => run.Candidate.Score)
        .ThenBy(run => run.Candidate.ValidationLoss);
}
