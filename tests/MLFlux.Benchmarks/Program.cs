using MLFlux.Benchmarks;

return Commands.Run(args);
