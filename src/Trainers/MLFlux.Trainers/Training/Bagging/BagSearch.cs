namespace MLFlux.Training;

/// <summary>
/// Tries candidates on the first folds, and trains the best of them, and the second best where that is nearly as good, on all folds,
/// within the time: no fit is begun that would not end in it.
/// </summary>
/// <param name="fits">Trains networks.</param>
/// <param name="own">The trainer's own network.</param>
/// <param name="candidates">The others.</param>
/// <param name="warn">Takes a line on a candidate that cannot be trained.</param>
internal sealed class BagSearch(BagFits fits, BagEntrant own, IReadOnlyList<BagEntrant> candidates, Action<string> warn)
{
    /// <summary>So many rows held out tell one candidate from another.</summary>
    private const int EnoughRows = 2_000;

    /// <summary>The mean of two networks is better than one alone also where the other is somewhat worse.</summary>
    private const double NearlyAsGood = 1.05;

    /// <summary>How far a fit may take longer than its multiplications tell.</summary>
    private const double Slack = 1.25;

    /// <summary>The folds on which candidates are compared: more of them where they are small.</summary>
    private readonly int _folds = (int)Math.Clamp(((long)EnoughRows * fits.Folds / fits.Rows) + 1, 1, fits.Folds);

    /// <summary>The entrants whose networks make the model, the best first.</summary>
    public IReadOnlyList<BagEntrant> Run()
    {
        fits.Run(own, _folds, fits.Folds - _folds, TimeSpan.Zero);
        foreach (BagEntrant candidate in candidates)
            Try(candidate);

        // The next best takes the place of one for whose other folds there is no time.
        var complete = new List<BagEntrant>();
        foreach (BagEntrant entrant in Ranked([own, .. candidates]))
        {
            bool isAsGood = complete.Count == 0 || entrant.Loss <= NearlyAsGood * complete[0].Loss;
            bool hasTime = fits.Has(Slack * Rest(entrant)) || (complete.Count == 0 && entrant == own);
            if (!isAsGood || !hasTime || complete.Count == 2)
                continue;
            fits.Complete(entrant);
            complete.Add(entrant);
        }

        if (complete.Count == 0)
        {
            fits.Complete(own);
            complete.Add(own);
        }

        // All folds tell more than the first ones did.
        BagEntrant[] ranked = [.. Ranked(complete)];
        return [.. ranked.Where(entrant => entrant == ranked[0] || entrant.Loss <= NearlyAsGood * ranked[0].Loss)];
    }

    private static IEnumerable<BagEntrant> Ranked(IEnumerable<BagEntrant> entrants) => entrants
        .Where(entrant => entrant.Models.Count > 0)
        .OrderBy(entrant => double.IsNaN(entrant.Loss))
        .ThenBy(entrant => entrant.Loss);

    /// <summary>How long an entrant's fits of the folds that it has no network of take.</summary>
    private TimeSpan Rest(BagEntrant entrant) => fits.Rounds(fits.Folds - entrant.Models.Count) * entrant.Longest;

    /// <summary>
    /// Trains a candidate's networks of the first folds, where there is time for all its folds, and for those of the own network after it.
    /// </summary>
    private void Try(BagEntrant candidate)
    {
        TimeSpan expected = Slack * candidate.Work / own.Work * own.Longest, reserved = Rest(own);
        TimeSpan all = fits.Rounds(fits.Folds) * expected, first = (fits.Rounds(_folds) * expected) + reserved;
        if (fits.IsStopped || !fits.Has(all > first ? all : first))
            return;
        try
        {
            fits.Run(candidate, _folds, fits.Folds - _folds, reserved);
        }
        catch (NonFiniteLossException fault)
        {
            candidate.Models.Clear();
            warn($"The candidate {candidate.Job.Network} is left out: {fault.Message}");
        }
    }
}
