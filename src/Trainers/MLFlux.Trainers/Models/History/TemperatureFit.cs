namespace MLFlux;

/// <summary>The temperature that made the log loss of the validation rows least, and what it did.</summary>
/// <param name="Temperature">What raw outputs are divided by; above 1 it makes probabilities less sure, below 1 surer.</param>
/// <param name="LossBefore">The mean log loss of the validation rows without it, in nats, weighted where rows have weights.</param>
/// <param name="LossAfter">The same with it, which is never more.</param>
/// <seealso cref="NeuralNetworkOptions.TemperatureScaling"/>
public sealed record TemperatureFit(double Temperature, double LossBefore, double LossAfter);
