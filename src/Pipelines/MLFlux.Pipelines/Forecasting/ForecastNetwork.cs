using MLFlux.Sequences;
using static MLFlux.Activation;
using static MLFlux.Combine;
using static MLFlux.Layers;

namespace MLFlux.Forecasting;

/// <summary>
/// A network that foretells all steps by one rule: of each step ahead it sees the values at its phase in the seasons before, what the whole
/// history and the last steps come to, and its place in the calendar.
/// </summary>
internal static class ForecastNetwork
{
    /// <summary>The beginning of the names of the weights that read the columns.</summary>
    public const string InputsName = "0";

    private const int Filters = 64, Summary = 48, Shared = 8, RecentUnits = 32;

    /// <summary>Windows overlap, so that most of them say little of their own: much is left out.</summary>
    private const double Dropped = 0.6, FewDropped = 0.3;

    /// <param name="seasons">How many seasons a window looks back.</param>
    /// <param name="horizon">How many steps are foretold.</param>
    /// <param name="targets">Of how many columns.</param>
    public static Layer Create(int seasons, int horizon, int targets)
    {
        // From channels × seasons × steps: what the seasons come to, at each step, bent and as a weighted sum.
        Layer phases = Parallel(
            Concat(), Chain(Conv((seasons, 1), Filters, Gelu), Dropout(Dropped)), Conv((seasons, 1), 2 * targets));

        // From the whole history: a summary that all steps share, and a line to each step.
        Layer whole = Chain(Flatten(), Dropout(Dropped), Parallel(
            Concat(),
            Chain(Dense(Summary, Gelu), Dropout(Dropped), Dense(Shared * horizon), Reshape(Shared, 1, horizon)),
            Chain(Dense(targets * horizon), Reshape(targets, 1, horizon))));

        // From the last steps, of which nothing is dropped: a line to each step, and a few bends. The first steps ahead go by them.
        Layer recent = Chain(Flatten(), Parallel(
            Concat(),
            Chain(Dense(targets * horizon), Reshape(targets, 1, horizon)),
            Chain(Dense(RecentUnits, Gelu), Dropout(FewDropped), Dense(Shared * horizon), Reshape(Shared, 1, horizon))));

        return Chain(
            Inputs(
                Concat(), (RelativeWindowTransformer.Seasons, phases), (RelativeWindowTransformer.History, whole),
                (RelativeWindowTransformer.Recent, recent),
                (RelativeWindowTransformer.Calendar, Activate(Identity))),
            SkipConnection(Chain(Conv((1, 1), Filters, Gelu), Dropout(FewDropped)), Concat()),
            Conv((1, 1), targets),
            Flatten());
    }
}
