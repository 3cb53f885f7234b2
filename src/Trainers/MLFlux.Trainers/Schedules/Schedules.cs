using MLFlux.Construction;

namespace MLFlux;

/// <summary>
/// The learning-rate schedules of MLFlux, by the names they are written with. Each multiplies the optimizer's learning rate by
/// a factor; a step is an epoch or, with <c>byBatch: true</c>, an update.
/// </summary>
/// <remarks>
/// What they return is immutable and safe for any thread. A value outside its range is reported by the trainer that is
/// given the schedule, together with whatever else is wrong with its options.
/// </remarks>
public static class Schedules
{
    private const double StepFactor = 0.1;
    private const double CycleRise = 0.3, CycleFirst = 0.04, CycleFinal = 4e-6;
    private const double PlateauFactor = 0.1, PlateauImprovement = 0, PlateauLowest = 0;
    private const int PlateauPatience = 2;
    private const double WarmUpFirst = 1.0 / 3;

    private static readonly TextRegistry<Schedule> Registry = new("a schedule", new Dictionary<string, Func<CallText, Schedule>>
    {
        ["Cosine"] = call => Cosine(call.Number("final", 0, 0), ByBatch(call)),
        ["CosineLog4"] = call => CosineLog4(ByBatch(call)),
        ["Exponential"] = call => Exponential(call.Number("factor", 0, double.NaN), ByBatch(call)),
        ["OneCycle"] = call => OneCycle(
            call.Number("rise", 0, CycleRise), call.Number("first", 1, CycleFirst), call.Number("final", 2, CycleFinal), ByBatch(call)),
        ["Plateau"] = call => Plateau(
            call.Number("factor", 0, PlateauFactor), call.Count("patience", 1, PlateauPatience),
            call.Number("minimumImprovement", 2, PlateauImprovement), call.Number("lowest", 3, PlateauLowest), ByBatch(call)),
        ["Step"] = call => Step(call.Count("every", 0, 0), call.Number("factor", 1, StepFactor), ByBatch(call)),
        ["WarmUp"] = call => WarmUp(
            call.Count("steps", 0, 0), call.Text("then") is string then ? Parse(then) : null,
            call.Number("first", 2, WarmUpFirst), ByBatch(call)),
    });

    /// <summary>γ^⌊t / n⌋ after t steps: down by a factor every n steps.</summary>
    /// <param name="every">n, at least 1.</param>
    /// <param name="factor">γ, greater than 0.</param>
    /// <param name="byBatch">Whether a step is an update rather than an epoch.</param>
    public static Schedule Step(int every, double factor = StepFactor, bool byBatch = false) => new StepSchedule(every, factor, byBatch);

    /// <summary>γᵗ after t steps.</summary>
    /// <param name="factor">γ, greater than 0.</param>
    /// <param name="byBatch">Whether a step is an update rather than an epoch.</param>
    public static Schedule Exponential(double factor, bool byBatch = false) => new ExponentialSchedule(factor, byBatch);

    /// <summary>
    /// φ + (1 − φ)(1 + cos(π t / T)) / 2 after t of the fit's T steps: slowly, then fast, then slowly down. Source: Loshchilov
    /// and Hutter, "SGDR", 2017, without restarts.
    /// </summary>
    /// <param name="final">φ, from 0 to 1.</param>
    /// <param name="byBatch">Whether a step is an update rather than an epoch.</param>
    public static Schedule Cosine(double final = 0, bool byBatch = false) => new CosineSchedule(final, byBatch);

    /// <summary>
    /// ½ − ½ cos(2π log₂(1 + 15 t / T)) after t of the fit's T steps: four waves from 0 to the optimizer's learning rate and back,
    /// each about twice as long as the one before. Source: Holzmüller, Grinsztajn and Steinwart, "Better by Default: Strong
    /// Pre-Tuned MLPs and Boosted Trees on Tabular Data", 2024 (RealMLP).
    /// </summary>
    /// <param name="byBatch">Whether a step is an update (the default) rather than an epoch.</param>
    public static Schedule CosineLog4(bool byBatch = true) => new CosineLog4Schedule(byBatch);

    /// <summary>
    /// Up to the optimizer's learning rate and down again over the whole fit, each along half a cosine; the shape of PyTorch's
    /// <c>OneCycleLR</c>, with its defaults. Source: Smith and Topin, "Super-Convergence", 2018.
    /// </summary>
    /// <param name="rise">The share of the fit in which the rate rises, between 0 and 1.</param>
    /// <param name="first">The factor of the first step, greater than 0 and at most 1.</param>
    /// <param name="final">The factor of the last step, from 0 to 1.</param>
    /// <param name="byBatch">Whether a step is an update (the default) rather than an epoch.</param>
    public static Schedule OneCycle(
        double rise = CycleRise, double first = CycleFirst, double final = CycleFinal, bool byBatch = true) =>
        new OneCycleSchedule(rise, first, final, byBatch);

    /// <summary>
    /// Down by a factor whenever the loss has not fallen for some steps: the validation loss by epoch (the training loss,
    /// without a validation set), the batch's loss by batch.
    /// </summary>
    /// <param name="factor">The factor, between 0 and 1.</param>
    /// <param name="patience">How many steps in a row may pass without improvement, at least 1.</param>
    /// <param name="minimumImprovement">By how much the loss has to fall to count as better, at least 0.</param>
    /// <param name="lowest">What the product of the factors does not fall below, from 0 to 1.</param>
    /// <param name="byBatch">Whether a step is an update rather than an epoch.</param>
    public static Schedule Plateau(
        double factor = PlateauFactor, int patience = PlateauPatience, double minimumImprovement = PlateauImprovement,
        double lowest = PlateauLowest, bool byBatch = false) =>
        new PlateauSchedule(factor, patience, minimumImprovement, lowest, byBatch);

    /// <summary>
    /// Along a line up to the optimizer's learning rate, and on with another schedule, which sees the steps that are left.
    /// Source: Goyal et al., "Accurate, Large Minibatch SGD", 2017.
    /// </summary>
    /// <param name="steps">How many steps it takes, at least 1.</param>
    /// <param name="then">What follows, a schedule by the same steps; null for a constant rate.</param>
    /// <param name="first">The factor of the first step, greater than 0 and at most 1.</param>
    /// <param name="byBatch">Whether a step is an update (the default) rather than an epoch.</param>
    public static Schedule WarmUp(int steps, Schedule? then = null, double first = WarmUpFirst, bool byBatch = true) =>
        new WarmUpSchedule(steps, then, first, byBatch);

    /// <summary>Reads what <see cref="Schedule.ToString"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text names no schedule, or a value outside its range.</exception>
    internal static Schedule Parse(string text)
    {
        Schedule schedule = Registry.Parse(text);
        return schedule.Faults().FirstOrDefault() is string fault ? throw new InvalidDataException(fault) : schedule;
    }

    /// <summary>Ends a schedule's text with its step, which is always said: the defaults differ.</summary>
    internal static string Print(CallWriter call, Schedule schedule) => call.Add("byBatch", schedule.ByBatch).ToString();

    private static bool ByBatch(CallText call) => call.Flag("byBatch", int.MaxValue, false);
}
