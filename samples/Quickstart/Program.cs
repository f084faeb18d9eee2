Console.WriteLine("Hello from the Quickstart.");
