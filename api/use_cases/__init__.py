"""What users do, each as one function over the services."""
